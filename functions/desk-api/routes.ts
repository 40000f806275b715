import * as z from 'zod';
import { id } from '../../events/envelope.ts';
import { ticket } from '../shared/ticket.ts';
import { agentReply, conversationsPage, ticketsPage, timelinePage, unsettledPage, unsettledView } from './views.ts';

/** A page's size and place. */
const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  next: z.string().max(2048).optional(),
};

/** What each question of the desk takes and gives: the API's one description, checked at the door and published. */
export const routes = {
  'GET /v1/conversations': {
    summary: 'Conversations by their latest entry, newest first',
    input: z.object(paging),
    output: conversationsPage,
    status: 200,
  },
  'GET /v1/customers/{customerId}/timeline': {
    summary: 'One customer’s timeline, newest first',
    input: z.object({ customerId: id, ...paging }),
    output: timelinePage,
    status: 200,
  },
  'GET /v1/tickets': {
    summary: 'Tickets that are not closed, the one due first at the front',
    input: z.object({ state: z.literal('open').default('open'), ...paging }),
    output: ticketsPage,
    status: 200,
  },
  'GET /v1/tickets/{ticketId}': {
    summary: 'One ticket',
    input: z.object({ ticketId: id }),
    output: ticket,
    status: 200,
  },
  'POST /v1/tickets/{ticketId}/close': {
    summary: 'Close a ticket and hand the conversation back to the bot',
    input: z.object({ ticketId: id }),
    output: ticket,
    status: 200,
  },
  'POST /v1/conversations/{conversationId}/replies': {
    summary: 'Write to a customer; the conversation is the writer’s from then on',
    input: z.object({ conversationId: id, ...agentReply.shape }),
    output: z.object({ requestId: z.string() }),
    status: 202,
  },
  'GET /v1/sends/unsettled': {
    summary: 'Sends whose fate a person has to settle, newest first',
    input: z.object(paging),
    output: unsettledPage,
    status: 200,
  },
  'POST /v1/sends/{requestId}/settle': {
    summary: 'Take an unknown or failed send off the list, once you have looked at what became of it',
    input: z.object({ requestId: id }),
    output: unsettledView,
    status: 200,
  },
} as const;
export type RouteKey = keyof typeof routes;
