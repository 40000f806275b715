import type { Ticket } from '../ticket.ts';

export interface Tickets {
  /** Read consistently. */
  get(ticketId: string): Promise<Ticket | undefined>;
  /** Stores a new ticket; `seen-before` when its id is there already. */
  open(ticket: Ticket): Promise<'opened' | 'seen-before'>;
  /** Stores `next`, whose version is one above the one read; `conflict` when somebody was quicker. */
  save(next: Ticket): Promise<'saved' | 'conflict'>;
  /** Tickets that are not closed, the one due first at the front. */
  openByDue(options: { limit: number; next?: string }): Promise<{ tickets: Ticket[]; next?: string }>;
}
