import type { BrandConfig } from '../../config/schema.ts';
import type { EscalationRaised } from '../../events/escalation-raised.ts';
import { newConversation } from '../shared/conversation.ts';
import { ticketIdFor } from '../shared/ids.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Conversations } from '../shared/ports/conversations.ts';
import type { Tickets } from '../shared/ports/tickets.ts';
import type { Timeline } from '../shared/ports/timeline.ts';
import type { Ticket } from '../shared/ticket.ts';
import { TryAgain } from '../shared/unprocessable.ts';
import { assign } from './assign.ts';
import { brief } from './brief.ts';
import { dueAt } from './due.ts';
import { isMorePressing, withFurtherCause } from './merge.ts';

export type OpenTicketDeps = { conversations: Conversations; tickets: Tickets; timeline: Timeline; now: Clock };

/** The conversation's open ticket with this message in it, or a new one; the conversation is the person's from here on. */
export async function ticketFor(
  event: EscalationRaised,
  config: BrandConfig,
  { conversations, tickets, timeline, now }: OpenTicketDeps,
): Promise<{ ticket: Ticket; change: 'opened' | 'raised' | 'none' }> {
  const { customerId, conversationId, message, priority, reasons } = event.data;
  const at = now();
  const [stored, past] = await Promise.all([
    conversations.get(conversationId),
    timeline.page(customerId, { limit: 30 }),
  ]);
  const { channel, replyTo, name } = message;
  const conversation = stored ?? newConversation({ conversationId, customerId, channel, replyTo }, at.toISOString());
  const mine = ticketIdFor(message.messageId);
  const context = brief(past.entries, event.data);
  const team = assign(config.teams, event.data.reading);
  const due = dueAt(priority, at, config).toISOString();

  if (conversation.ticketId !== mine) {
    const before = await tickets.get(mine);
    if (before) return { ticket: before, change: 'opened' }; // opened by an earlier delivery, and closed since
  }
  const named = conversation.ticketId && conversation.ticketId !== mine ? conversation.ticketId : undefined;
  const open = named ? await tickets.get(named) : undefined;
  if (named && !open) throw new TryAgain('the ticket this conversation names is about to be opened');
  if (open && (open.state !== 'closed' || open.causes.includes(message.messageId))) {
    const next = withFurtherCause(open, event.data, { dueAt: due, context, team });
    if (!next) return { ticket: open, change: 'raised' }; // done before, but for telling
    if ((await tickets.save(next)) === 'conflict') throw new TryAgain('the ticket has moved on');
    return { ticket: next, change: isMorePressing(next.priority, open.priority) ? 'raised' : 'none' };
  }

  // The conversation names its ticket before the ticket is there: two messages at once then meet in one ticket.
  if (conversation.ticketId !== mine) {
    const claimed = await conversations.save({
      ...conversation,
      version: conversation.version + 1,
      mode: 'human',
      ticketId: mine,
      updatedAt: at.toISOString(),
    });
    if (claimed === 'conflict') throw new TryAgain('the conversation has moved on');
  }
  const opened: Ticket = {
    ticketId: mine,
    conversationId,
    customerId,
    channel,
    ...(name === undefined ? {} : { name }),
    replyTo,
    state: 'open',
    version: 1,
    priority,
    reasons,
    owner: team.name,
    dueAt: due,
    openedAt: at.toISOString(),
    causes: [message.messageId],
    context,
  };
  if ((await tickets.open(opened)) === 'opened') return { ticket: opened, change: 'opened' };
  return { ticket: (await tickets.get(mine)) ?? opened, change: 'opened' };
}
