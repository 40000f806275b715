import type { Observe } from '../../functions/shared/observe.ts';
import type { Conversations } from '../../functions/shared/ports/conversations.ts';
import type { Ledger } from '../../functions/shared/ports/ledger.ts';
import type { Tickets } from '../../functions/shared/ports/tickets.ts';
import type { Ticket } from '../../functions/shared/ticket.ts';
import type { History } from './history.ts';
import type { Invocation } from './invocation.ts';
import type { VirtualClock } from './virtual-clock.ts';

// Stores that tell the history what really happened to them, whatever the caller is told.

/** `looked` is told of each read: the gate's last look is one of them. */
export const watchedConversations = (
  { get, save }: Conversations,
  { history, clock, looked }: { history: History; clock: VirtualClock; looked: (conversationId: string) => void },
): Conversations => ({
  get: async (conversationId) => {
    looked(conversationId);
    return get(conversationId);
  },
  save: async (next) => {
    const said = await save(next);
    if (said === 'saved') history.committed(next, clock.now().toISOString());
    return said;
  },
});

export const watchedTickets = (tickets: Tickets, history: History, opened: (ticket: Ticket) => void): Tickets => ({
  ...tickets,
  open: async (ticket) => {
    const said = await tickets.open(ticket);
    if (said === 'opened') {
      history.ticketWritten(ticket);
      opened(ticket);
    }
    return said;
  },
  save: async (next) => {
    const said = await tickets.save(next);
    if (said === 'saved') history.ticketWritten(next);
    return said;
  },
});

/** Remembers the sends that one invocation holds, so that its death is known to have left them open. */
export function watchedLedger(ledger: Ledger, { abandoned }: History, { diedAt, whenDead }: Invocation): Ledger {
  const held = new Set<string>();
  const abandonAll = () => {
    for (const requestId of held) abandoned.add(requestId);
  };
  whenDead(abandonAll);
  return {
    ...ledger,
    claim: async (send) => {
      const said = await ledger.claim(send);
      if (said.kind === 'claimed') held.add(send.requestId);
      if (diedAt() !== undefined) abandonAll();
      return said;
    },
    settle: async (send) => {
      const said = await ledger.settle(send);
      if (said === 'settled') held.delete(send.requestId);
      return said;
    },
  };
}

/** Counts what a stage says of itself. */
export const watchedOutcomes = (stage: string, history: History): Observe => ({
  outcome: (name, facts = {}) => history.saw(stage, name, facts.messageId),
  trouble: (name) => history.saw(stage, name, undefined),
  flush: () => {},
});
