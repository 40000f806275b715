import { customerIdOf } from '../../../functions/shared/ids.ts';
import type { Effect } from '../simulated-senders.ts';
import type { World } from '../simulated-world.ts';
import { countBy, type Invariant, troubles } from './invariant.ts';

/** What a receiver shows: a second delivery of one request only where it cannot tell. */
export function visible(effects: Effect[]): Effect[] {
  const known = new Set<string>();
  return effects.filter(({ requestId, isRepeatable }) => {
    const isNew = !known.has(requestId);
    known.add(requestId);
    return isNew || !isRepeatable;
  });
}

const repliesIn = ({ effects }: World) =>
  visible(effects).flatMap((effect) => (effect.kind === 'reply' ? [effect] : []));

const modeAt = ({ history }: World, conversationId: string, seq: number) =>
  history.commits.get(conversationId)?.findLast((commit) => commit.seq <= seq)?.conversation.mode ?? 'bot';

/** What customers see. */
export const replyInvariants: Invariant[] = [
  {
    says: 'a message has at most one reply, answer or hand-over, that its customer can see',
    broken: (world) => {
      const replies = repliesIn(world).filter(({ reply }) => reply.inReplyTo !== undefined);
      return [...countBy(replies, ({ reply }) => reply.inReplyTo ?? '')].flatMap(([messageId, times]) =>
        times === 1 ? [] : [`message ${messageId} was replied to ${times} times ${troubles(world, messageId)}`],
      );
    },
  },
  {
    says: 'a request reaches its customer at most once, an agent’s too',
    broken: (world) =>
      [...countBy(repliesIn(world), ({ requestId }) => requestId)].flatMap(([requestId, times]) =>
        times === 1 ? [] : [`request ${requestId} was seen ${times} times ${troubles(world, requestId)}`],
      ),
  },
  {
    says: 'a reply bears the same time whenever it is delivered, and on the timeline',
    broken: (world) => {
      const times = new Map<string, Set<string>>();
      const bears = (requestId: string, at: string) =>
        times.set(requestId, (times.get(requestId) ?? new Set()).add(at));
      for (const effect of world.effects) if (effect.kind === 'reply') bears(effect.requestId, effect.reply.at);
      for (const entry of world.stores.timeline.all())
        if (entry.kind === 'reply') bears(entry.entryId, entry.occurredAt);
      return [...times].flatMap(([requestId, borne]) =>
        borne.size === 1 ? [] : [`reply ${requestId} bears ${[...borne].join(' and ')} ${troubles(world, requestId)}`],
      );
    },
  },
  {
    says: 'a reply goes to the customer whose message it answers',
    broken: (world) =>
      repliesIn(world).flatMap(({ requestId, reply }) => {
        const cause = reply.inReplyTo === undefined ? undefined : world.accepted.get(reply.inReplyTo);
        if (!cause) return [];
        const { incoming, facts } = cause;
        const isTheirs =
          reply.customerId === customerIdOf(incoming) &&
          reply.replyTo.user === incoming.user &&
          reply.replyTo.via === facts.replyTo.via;
        return isTheirs
          ? []
          : [`reply ${requestId} to ${reply.inReplyTo} went to ${reply.replyTo.via} ${reply.replyTo.user}`];
      }),
  },
  {
    says: 'a machine’s mail gets no answer',
    broken: (world) =>
      repliesIn(world).flatMap(({ requestId, reply }) =>
        reply.inReplyTo !== undefined && world.accepted.get(reply.inReplyTo)?.facts.mayAnswer === false
          ? [`reply ${requestId} answers ${reply.inReplyTo}`]
          : [],
      ),
  },
  {
    says: 'no bot reply leaves after a person has taken over before the gate looked',
    broken: (world) =>
      world.effects.flatMap((effect) => {
        if (effect.kind !== 'reply' || effect.reply.by !== 'bot') return [];
        const { requestId, lookedAt, reply } = effect;
        if (lookedAt === undefined) return [`bot reply ${requestId} left and nobody looked`];
        if (modeAt(world, reply.conversationId, lookedAt) === 'bot') return [];
        return [
          `bot reply ${requestId} left conversation ${reply.conversationId} though a person has it ${troubles(world, requestId)}`,
        ];
      }),
  },
];
