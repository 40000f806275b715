import { customerIdOf, escalationIdFor, replyIdFor } from '../../../functions/shared/ids.ts';
import { isPoison } from '../simulated-world.ts';
import { countBy, type Invariant, troubles } from './invariant.ts';

/** Nothing is lost and nothing is doubled. */
export const messageInvariants: Invariant[] = [
  {
    says: 'every accepted message is on the timeline exactly once',
    broken: (world) => {
      const times = countBy(world.stores.timeline.all(), ({ entryId }) => entryId);
      return [...world.accepted.keys()].flatMap((messageId) => {
        const found = times.get(messageId) ?? 0;
        return found === 1 ? [] : [`message ${messageId} is there ${found} times ${troubles(world, messageId)}`];
      });
    },
  },
  {
    says: 'every planned message was accepted in the end',
    broken: ({ accepted, planned }) => {
      const missing = planned.length - accepted.size;
      return missing === 0 ? [] : [`${missing} of ${planned.length} messages were never accepted`];
    },
  },
  {
    says: 'no entry of any kind is on the timeline twice',
    broken: (world) =>
      [...countBy(world.stores.timeline.all(), ({ entryId }) => entryId)].flatMap(([entryId, times]) =>
        times === 1 ? [] : [`entry ${entryId} is there ${times} times ${troubles(world, entryId)}`],
      ),
  },
  {
    says: 'each entry is in the life of the customer who wrote',
    broken: ({ stores, accepted }) =>
      stores.timeline.all().flatMap((entry) => {
        const messageId =
          entry.kind === 'message' ? entry.entryId : entry.kind === 'note' ? undefined : entry.inReplyTo;
        const cause = messageId === undefined ? undefined : accepted.get(messageId);
        if (!cause || customerIdOf(cause.incoming) === entry.customerId) return [];
        return [`${entry.kind} ${entry.entryId} of message ${messageId} is in the life of ${entry.customerId}`];
      }),
  },
  {
    says: 'the queues and the dead letters hold nothing but what nobody can read',
    broken: (world) =>
      Object.values(world.queues).flatMap(({ name, deadLetters, hasVisible }) => [
        ...deadLetters
          .filter(({ body }) => !isPoison(body))
          .map(({ body, reason }) => `${name}: ${reason ?? 'received too often'}: ${body.slice(0, 400)}`),
        ...(hasVisible() ? [`${name} is not drained`] : []),
      ]),
  },
  {
    says: 'no message that the bot was given is left without a reply, a person, or a decision to leave it',
    broken: (world) => {
      const { stores, history } = world;
      const sends = new Set(stores.ledger.all().map(({ requestId }) => requestId));
      const entries = new Set(stores.timeline.all().map(({ entryId }) => entryId));
      return stores.timeline.all().flatMap((entry) => {
        if (entry.kind !== 'message' || entry.route !== 'answer') return [];
        const isSeenTo =
          sends.has(replyIdFor(entry.entryId)) ||
          entries.has(escalationIdFor(entry.entryId)) ||
          history.left.has(entry.entryId);
        return isSeenTo ? [] : [`message ${entry.entryId} was left alone ${troubles(world, entry.entryId)}`];
      });
    },
  },
];
