import type { EscalationRaised } from '../../events/escalation-raised.ts';
import type { Entry } from '../shared/entry.ts';
import { escalationIdFor, ticketIdFor } from '../shared/ids.ts';
import type { Observe } from '../shared/observe.ts';
import type { Settings } from '../shared/ports/settings.ts';
import { again } from '../shared/unprocessable.ts';
import { type OpenTicketDeps, ticketFor } from './open-ticket.ts';
import { type TellDeps, tellColleagues, tellCustomer } from './tell.ts';

export type EscalateDeps = OpenTicketDeps & TellDeps & { settings: Settings; observe: Observe };

/**
 * Brings a person in. The escalation entry on the timeline is written last and says that all is done: a second delivery
 * that finds it has nothing to do, and one that does not find it does the rest again, step by step to the same end.
 */
export async function escalate(event: EscalationRaised, deps: EscalateDeps) {
  const { timeline, conversations, settings, observe } = deps;
  const { customerId, conversationId, message, reasons, suggestions } = event.data;
  const done: Entry = {
    kind: 'escalation',
    entryId: escalationIdFor(message.messageId),
    occurredAt: message.occurredAt,
    customerId,
    conversationId,
    channel: message.channel,
    ticketId: '',
    inReplyTo: message.messageId,
    reasons,
    suggestions,
  };
  // A delivery that found the ticket it had joined closed may have begun one of its own: that one is finished first.
  const hasBegunAnother = async () =>
    (await conversations.get(conversationId))?.ticketId === ticketIdFor(message.messageId);
  if ((await timeline.get(done)) && !(await hasBegunAnother())) {
    observe.outcome('escalatedBefore', { messageId: message.messageId });
    return;
  }

  const config = await settings();
  const { ticket, change } = await again(() => ticketFor(event, config, deps));
  if (change !== 'none') await tellColleagues(event, ticket, config, deps);
  await tellCustomer(event, ticket, deps);
  await timeline.append({ ...done, ticketId: ticket.ticketId });
  observe.outcome('escalated', {
    messageId: message.messageId,
    conversationId,
    ticketId: ticket.ticketId,
    change,
    priority: ticket.priority,
  });
}
