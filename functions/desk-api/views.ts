import * as z from 'zod';
import { id, instant } from '../../events/envelope.ts';
import { reading, riskScore } from '../../events/reading.ts';
import { mode } from '../shared/conversation.ts';
import { entry } from '../shared/entry.ts';
import { ticket } from '../shared/ticket.ts';

/** A page of a list; `next` asks for the one after it and is absent on the last. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });

/** One line of the desk's live list: a conversation by its latest entry. */
export const conversationView = z.object({
  conversationId: id,
  customerId: id,
  channel: z.string(),
  name: z.string(),
  lastAt: instant,
  lastText: z.string(),
  lastBy: z.enum(['customer', 'bot', 'agent', 'system']),
  /** Of the customer's latest message in view; absent when only ours are. */
  reading: reading.optional(),
  risk: riskScore.optional(),
  mode,
  ticketId: id.optional(),
});
export type ConversationView = z.infer<typeof conversationView>;

/** A reply whose fate a person has to settle. */
export const unsettledView = z.object({
  requestId: id,
  state: z.enum(['unknown', 'failed']),
  because: z.string(),
  at: instant,
  customerId: id.optional(),
  conversationId: id.optional(),
  to: z.string(),
});
export type UnsettledView = z.infer<typeof unsettledView>;

export const conversationsPage = page(conversationView);
export const timelinePage = page(entry);
export const ticketsPage = page(ticket);
export const unsettledPage = page(unsettledView);

/** What an agent writes to a customer. `requestId` is the browser's, so that a click repeated sends once. */
export const agentReply = z.object({ requestId: z.uuid(), customerId: id, text: z.string().trim().min(1).max(8000) });
export type AgentReply = z.infer<typeof agentReply>;
