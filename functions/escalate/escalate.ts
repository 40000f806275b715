import type { BrandConfig } from '../../config/schema.ts';
import type { EscalationRaised } from '../../events/escalation-raised.ts';
import type { NoticeRequested } from '../../events/notice-requested.ts';
import { newConversation } from '../shared/conversation.ts';
import type { Entry } from '../shared/entry.ts';
import { derivedId, escalationIdFor, replyIdFor, ticketIdFor } from '../shared/ids.ts';
import type { Observe } from '../shared/observe.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Conversations } from '../shared/ports/conversations.ts';
import type { Outbox } from '../shared/ports/outbox.ts';
import type { Settings } from '../shared/ports/settings.ts';
import type { Tickets } from '../shared/ports/tickets.ts';
import type { Timeline } from '../shared/ports/timeline.ts';
import type { Ticket } from '../shared/ticket.ts';
import { TryAgain } from '../shared/unprocessable.ts';
import { assign } from './assign.ts';
import { brief } from './brief.ts';
import { dueAt } from './due.ts';
import { emailCard } from './email-card.ts';
import { handOverText } from './hand-over.ts';
import { isMorePressing, withFurtherCause } from './merge.ts';
import { slackCard } from './slack-card.ts';

export type EscalateDeps = {
  timeline: Timeline;
  conversations: Conversations;
  tickets: Tickets;
  outbox: Outbox;
  settings: Settings;
  /** The desk's address, for links, unless the brand names another. */
  siteUrl: string | undefined;
  observe: Observe;
  now: Clock;
};

/**
 * Brings a person in. The escalation entry on the timeline is written last and says that all is done: a second delivery
 * that finds it has nothing to do, and one that does not find it does the rest again, step by step to the same end.
 */
export async function escalate(event: EscalationRaised, deps: EscalateDeps) {
  const { timeline, settings, observe } = deps;
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
  if (await timeline.get(done)) {
    observe.outcome('escalatedBefore', { messageId: message.messageId });
    return;
  }

  const config = await settings();
  const { ticket, change } = await ticketFor(event, config, deps);
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

/** The conversation's open ticket with this message in it, or a new one; the conversation is the person's from here on. */
async function ticketFor(
  event: EscalationRaised,
  config: BrandConfig,
  { conversations, tickets, timeline, now }: EscalateDeps,
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
  const due = dueAt(priority, at, config).toISOString();

  const named = conversation.ticketId && conversation.ticketId !== mine ? conversation.ticketId : undefined;
  const open = named ? await tickets.get(named) : undefined;
  if (named && !open) throw new TryAgain('the ticket this conversation names is about to be opened');
  if (open && open.state !== 'closed') {
    const next = withFurtherCause(open, event.data, { dueAt: due, context });
    if (!next) return { ticket: open, change: 'raised' }; // done before, but for telling
    if ((await tickets.save(next)) === 'conflict') throw new TryAgain('the ticket has moved on');
    return { ticket: next, change: isMorePressing(next.priority, open.priority) ? 'raised' : 'none' };
  }

  // The conversation names its ticket before the ticket is there: two messages at once then meet in one ticket.
  if (conversation.ticketId !== mine) {
    const before = await tickets.get(mine);
    if (before) return { ticket: before, change: 'opened' }; // opened by an earlier delivery, and closed since
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
    owner: assign(config.teams, event.data.reading).name,
    dueAt: due,
    openedAt: at.toISOString(),
    causes: [message.messageId],
    context,
  };
  if ((await tickets.open(opened)) === 'opened') return { ticket: opened, change: 'opened' };
  return { ticket: (await tickets.get(mine)) ?? opened, change: 'opened' };
}

/** Slack and mail to the team, once for each priority the ticket has reached. */
async function tellColleagues(
  event: EscalationRaised,
  ticket: Ticket,
  config: BrandConfig,
  { outbox, siteUrl, now }: EscalateDeps,
) {
  const team = config.teams.find(({ name }) => name === ticket.owner);
  const desk = config.deskUrl ?? siteUrl;
  const link = desk ? `${desk.replace(/\/$/, '')}/?ticket=${ticket.ticketId}` : undefined;
  const { ticketId, customerId, conversationId, priority } = ticket;
  const type = 'notice-requested.v1';
  const tell = (notice: NoticeRequested['data']['notice']) =>
    outbox.send('deliver', {
      id: derivedId(`${event.id}/${notice.by}`, type),
      type,
      at: now().toISOString(),
      causedBy: event.id,
      data: {
        requestId: derivedId(`${ticketId}/${priority}`, notice.by),
        ticketId,
        customerId,
        conversationId,
        notice,
      },
    });
  await Promise.all([
    team?.slack ? tell({ by: 'slack', ...slackCard(ticket, link) }) : undefined,
    team?.email ? tell({ by: 'email', to: team.email, ...emailCard(ticket, link) }) : undefined,
  ]);
}

/** The customer is always told of a hand-over: once, by the message that opened the ticket. */
async function tellCustomer(event: EscalationRaised, { ticketId, priority }: Ticket, { outbox, now }: EscalateDeps) {
  const { customerId, conversationId, message, reading } = event.data;
  if (ticketId !== ticketIdFor(message.messageId) || !message.mayAnswer) return;
  const type = 'reply-requested.v1';
  await outbox.send('deliver', {
    id: derivedId(event.id, type),
    type,
    at: now().toISOString(),
    causedBy: event.id,
    data: {
      requestId: replyIdFor(message.messageId),
      customerId,
      conversationId,
      channel: message.channel,
      replyTo: message.replyTo,
      text: handOverText(reading, priority),
      by: 'system',
      purpose: 'hand-over',
      inReplyTo: message.messageId,
      reasons: [{ because: `ticket ${ticketId}`, weight: 0 }],
    },
  });
}
