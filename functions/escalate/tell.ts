import type { BrandConfig } from '../../config/schema.ts';
import type { EscalationRaised } from '../../events/escalation-raised.ts';
import type { NoticeRequested } from '../../events/notice-requested.ts';
import { derivedId, replyIdFor, ticketIdFor } from '../shared/ids.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Outbox } from '../shared/ports/outbox.ts';
import type { Ticket } from '../shared/ticket.ts';
import { emailCard } from './email-card.ts';
import { handOverText } from './hand-over.ts';
import { slackCard } from './slack-card.ts';

export type TellDeps = {
  outbox: Outbox;
  /** The desk's address, for links, unless the brand names another. */
  siteUrl: string | undefined;
  now: Clock;
};

/** Slack and mail to the team, once for each priority the ticket has reached. */
export async function tellColleagues(
  event: EscalationRaised,
  ticket: Ticket,
  config: BrandConfig,
  { outbox, siteUrl, now }: TellDeps,
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
export async function tellCustomer(event: EscalationRaised, { ticketId, priority }: Ticket, { outbox, now }: TellDeps) {
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
