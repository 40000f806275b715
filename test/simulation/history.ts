import type { Conversation } from '../../functions/shared/conversation.ts';
import type { Ticket } from '../../functions/shared/ticket.ts';

/** A conversation's state as it was written; `seq` orders all that was seen, finer than the clock. */
export type Commit = { seq: number; at: string; conversation: Conversation };

/** What a run saw happen, for the invariants: the stores alone only know how it ended. */
export type History = ReturnType<typeof newHistory>;

export function newHistory() {
  let seq = 0;
  const commits = new Map<string, Commit[]>();
  const ticketStates = new Map<string, Ticket[]>();
  const breaches: string[] = [];
  const openTickets = new Map<string, Set<string>>();
  const outcomes = new Map<string, number>();
  const left = new Set<string>();

  return {
    tick: () => ++seq,
    commits,
    /** Every state each ticket was in, by ticket. */
    ticketStates,
    /** Things that may not happen even for a moment. */
    breaches,
    /** Sends begun by a function that then died, or that reached the ledger after its death. */
    abandoned: new Set<string>(),
    /** Conversations an agent wrote in. */
    takenOver: new Set<string>(),
    /** Messages the bot was asked about and decided to leave. */
    left,
    outcomes,

    committed: (conversation: Conversation, at: string) => {
      const line = { seq: ++seq, at, conversation };
      const before = commits.get(conversation.conversationId);
      if (before) before.push(line);
      else commits.set(conversation.conversationId, [line]);
    },
    ticketWritten: (ticket: Ticket) => {
      const { ticketId, conversationId, state } = ticket;
      const before = ticketStates.get(ticketId);
      if (before) before.push(ticket);
      else ticketStates.set(ticketId, [ticket]);
      const open = openTickets.get(conversationId) ?? new Set();
      openTickets.set(conversationId, open);
      if (state === 'closed') open.delete(ticketId);
      else open.add(ticketId);
      if (open.size > 1)
        breaches.push(`conversation ${conversationId} has ${open.size} tickets open: ${[...open].join(', ')}`);
    },
    saw: (stage: string, outcome: string, messageId: unknown) => {
      const name = `${stage}.${outcome}`;
      outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
      if (name === 'answer.left' && typeof messageId === 'string') left.add(messageId);
    },
  };
}
