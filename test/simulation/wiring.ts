import type { BrandConfig } from '../../config/schema.ts';
import type { Hears, Outbox } from '../../functions/shared/ports/outbox.ts';
import type { ReplySenders } from '../../functions/shared/ports/senders.ts';
import type { SetAside } from '../../functions/shared/sqs/each-event.ts';
import type { Ticket } from '../../functions/shared/ticket.ts';
import { type Faults, faulty } from './faults.ts';
import type { History } from './history.ts';
import type { Invocation } from './invocation.ts';
import { analyze, knowledge } from './judging.ts';
import type { SimulatedQueue } from './simulated-queue.ts';
import type { simulatedSenders } from './simulated-senders.ts';
import type { Stores } from './stores.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { watchedConversations, watchedLedger, watchedOutcomes, watchedTickets } from './watched.ts';

/** What all functions of a world share. */
export type Shared = {
  stores: Stores;
  queues: Record<keyof Hears, SimulatedQueue>;
  senders: ReturnType<typeof simulatedSenders>;
  config: BrandConfig;
  history: History;
  faults: Faults;
  clock: VirtualClock;
  ticketOpened: (ticket: Ticket) => void;
};

export type Ports = ReturnType<typeof wire>;

/** A cold start: the ports of one invocation, each of whose calls may go wrong, and nothing of an earlier one. */
export function wire(name: string, invocation: Invocation, shared: Shared) {
  const { stores, queues, senders, config, history, faults, clock, ticketOpened } = shared;
  const risky = <Port extends object>(port: string, behind: Port) => faulty(port, behind, invocation, faults);

  const looks = new Map<string, number>();
  const looked = (conversationId: string) => void looks.set(conversationId, history.tick());
  const replies = senders.replies((conversationId) => looks.get(conversationId));
  const riskyReplies: ReplySenders = {
    callback: risky('sender', replies.callback),
    'web-chat': risky('sender', replies['web-chat']),
    email: risky('sender', replies.email),
  };
  const outbox: Outbox = { send: async (to, event) => queues[to].send(JSON.stringify(event)) };
  const setAsideIn = (stage: keyof Hears): SetAside => {
    const setAside: SetAside = async ({ messageId, body }, reason) =>
      void queues[stage].deadLetters.push({ messageId, body, reason });
    return risky('set-aside', { setAside }).setAside;
  };
  let claims = 0;

  return {
    timeline: risky('timeline', stores.timeline),
    customers: risky('customers', stores.customers),
    conversations: risky('conversations', watchedConversations(stores.conversations, { history, clock, looked })),
    tickets: risky('tickets', watchedTickets(stores.tickets, history, ticketOpened)),
    ledger: risky('ledger', watchedLedger(stores.ledger, history, invocation)),
    arrivals: risky('arrivals', stores.arrivals),
    bodies: risky('bodies', stores.bodies),
    outbox: risky('outbox', outbox),
    settings: risky('settings', { settings: async () => config }).settings,
    knowledge: risky('knowledge', { current: async () => knowledge }),
    replies: riskyReplies,
    notices: { slack: risky('sender', senders.notices.slack), email: risky('sender', senders.notices.email) },
    setAsideIn,
    analyze,
    siteUrl: 'https://desk.example',
    claim: () => `${invocation.id}/${claims++}`,
    observe: watchedOutcomes(name, history),
    now: clock.now,
  };
}
