import type { EscalationRaised, Priority } from '../../events/escalation-raised.ts';
import type { Ticket, TicketContext } from '../shared/ticket.ts';

const rank: Record<Priority, number> = { urgent: 2, high: 1, normal: 0 };

/** Whether `next` is more pressing than `now`. */
export const isMorePressing = (next: Priority, now: Priority) => rank[next] > rank[now];

/**
 * A further message on an open ticket: its reasons are added, and where it is more pressing, priority rises and the
 * due time comes nearer, never the other way round; it then belongs to the team that handles what has come up, if one
 * does. Undefined when this message is in the ticket already.
 */
export function withFurtherCause(
  open: Ticket,
  { message, priority, reasons, suggestions }: EscalationRaised['data'],
  { dueAt, context, team }: { dueAt: string; context: TicketContext; team?: { name: string; handles: unknown[] } },
): Ticket | undefined {
  if (open.causes.includes(message.messageId)) return undefined;
  const rises = isMorePressing(priority, open.priority);
  const known = new Set(open.reasons.map(({ because }) => because));
  return {
    ...open,
    version: open.version + 1,
    priority: rises ? priority : open.priority,
    dueAt: rises && dueAt < open.dueAt ? dueAt : open.dueAt,
    owner: rises && team && team.handles.length > 0 ? team.name : open.owner,
    reasons: [...open.reasons, ...reasons.filter(({ because }) => !known.has(because))].slice(0, 30),
    causes: [...open.causes, message.messageId].slice(-100),
    context: { ...context, suggestions: suggestions.length > 0 ? suggestions : open.context.suggestions },
  };
}
