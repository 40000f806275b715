import { priority } from '../../../events/escalation-raised.ts';
import { assign } from '../../../functions/escalate/assign.ts';
import { derivedId, escalationIdFor, replyIdFor, ticketIdFor } from '../../../functions/shared/ids.ts';
import { countBy, type Invariant, troubles } from './invariant.ts';

const ways = ['slack', 'email'] as const;
/** Causes a ticket remembers. */
const rememberedCauses = 100;

/** Nobody in need is overlooked, and nobody is told twice. */
export const ticketInvariants: Invariant[] = [
  {
    says: 'a conversation never has two tickets open, and no message is taken for another',
    broken: ({ history }) => history.breaches,
  },
  {
    says: 'every message that needs a person is among the causes of a ticket',
    broken: (world) => {
      const tickets = world.stores.tickets.all();
      const causes = new Set(tickets.flatMap((ticket) => ticket.causes));
      const full = new Set(
        tickets.filter((ticket) => ticket.causes.length === rememberedCauses).map((each) => each.conversationId),
      );
      const entries = new Set(world.stores.timeline.all().map(({ entryId }) => entryId));
      return world.stores.timeline.all().flatMap((entry) => {
        if (entry.kind !== 'message') return [];
        const { entryId, route, conversationId } = entry;
        const isEscalated = entries.has(escalationIdFor(entryId));
        if (route !== 'escalate' && !isEscalated) return [];
        if (!isEscalated) return [`message ${entryId} was never escalated ${troubles(world, entryId)}`];
        return causes.has(entryId) || full.has(conversationId)
          ? []
          : [`message ${entryId} is in no ticket ${troubles(world, entryId)}`];
      });
    },
  },
  {
    says: 'every escalation on a timeline names a ticket that is there',
    broken: ({ stores }) => {
      const tickets = new Set(stores.tickets.all().map(({ ticketId }) => ticketId));
      return stores.timeline
        .all()
        .flatMap((entry) =>
          entry.kind !== 'escalation' || tickets.has(entry.ticketId)
            ? []
            : [`escalation ${entry.entryId}: ${entry.ticketId}`],
        );
    },
  },
  {
    says: 'the customer is told of every hand-over that a message of theirs opened',
    broken: (world) => {
      const sends = new Set(world.stores.ledger.all().map(({ requestId }) => requestId));
      return world.stores.tickets.all().flatMap(({ ticketId, causes }) => {
        const [opener] = causes;
        if (
          causes.length === rememberedCauses ||
          (opener && ticketIdFor(opener) === ticketId && sends.has(replyIdFor(opener)))
        )
          return [];
        return [`ticket ${ticketId} opened by ${opener}: nobody told the customer ${troubles(world, ticketId)}`];
      });
    },
  },
  {
    says: 'colleagues are told of a ticket at most once for each priority and way',
    broken: (world) => {
      const notices = world.effects.flatMap((effect) => (effect.kind === 'notice' ? [effect] : []));
      const known = new Set(
        world.stores.tickets
          .all()
          .flatMap(({ ticketId }) =>
            priority.options.flatMap((each) => ways.map((by) => derivedId(`${ticketId}/${each}`, by))),
          ),
      );
      return [...countBy(notices, ({ requestId }) => requestId)].flatMap(([requestId, times]) => {
        if (!known.has(requestId)) return [`notice ${requestId} is of no ticket`];
        return times === 1 ? [] : [`notice ${requestId} was seen ${times} times ${troubles(world, requestId)}`];
      });
    },
  },
  {
    says: 'colleagues are told of every ticket, and while it is open at the priority it has reached',
    broken: (world) => {
      const sends = new Set(world.stores.ledger.all().map(({ requestId }) => requestId));
      return world.stores.tickets.all().flatMap(({ ticketId, state, priority: reached, owner }) => {
        const team =
          world.config.teams.find(({ name }) => name === owner) ?? assign(world.config.teams, { signals: [] });
        const due = ways.filter((by) => (by === 'slack' ? team.slack : team.email));
        const enough = state === 'closed' ? priority.options : [reached];
        const missing = due.filter((by) => !enough.some((each) => sends.has(derivedId(`${ticketId}/${each}`, by))));
        return missing.map(
          (by) => `ticket ${ticketId}: nobody was told by ${by} that it is ${reached} ${troubles(world, ticketId)}`,
        );
      });
    },
  },
];
