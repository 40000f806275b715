import * as z from 'zod';
import { id, instant } from '../../events/envelope.ts';
import { suggestion } from '../../events/escalation-raised.ts';
import { message } from '../../events/message.ts';
import { reading, reason, riskScore } from '../../events/reading.ts';

const common = {
  entryId: id,
  customerId: id,
  conversationId: id,
  channel: z.string(),
  occurredAt: instant,
};

/** A customer's message with all we made of it. */
const messageEntry = z.object({
  ...common,
  kind: z.literal('message'),
  message: message.omit({ messageId: true, channel: true, occurredAt: true }),
  reading,
  risk: riskScore,
  route: z.enum(['answer', 'escalate', 'none']),
  because: z.string(),
});

/** What we said back, once it has left. */
const replyEntry = z.object({
  ...common,
  kind: z.literal('reply'),
  by: z.enum(['bot', 'agent', 'system']),
  author: z.string().optional(),
  purpose: z.enum(['answer', 'hand-over', 'agent-reply']),
  text: z.string(),
  inReplyTo: id.optional(),
  reasons: z.array(reason),
  /** `unknown`: it may or may not have arrived, and a person has to settle it. */
  outcome: z.enum(['sent', 'unknown', 'failed']),
});

/** A person was brought in. */
const escalationEntry = z.object({
  ...common,
  kind: z.literal('escalation'),
  ticketId: id,
  inReplyTo: id,
  reasons: z.array(reason),
  suggestions: z.array(suggestion),
});

/** What the bot did with a message it was allowed to answer but did not, and why. */
const noteEntry = z.object({
  ...common,
  kind: z.literal('note'),
  inReplyTo: id.optional(),
  text: z.string(),
});

/** One line of a customer's life with us. */
export const entry = z.discriminatedUnion('kind', [messageEntry, replyEntry, escalationEntry, noteEntry]);
export type Entry = z.infer<typeof entry>;
export type MessageEntry = z.infer<typeof messageEntry>;
export type ReplyEntry = z.infer<typeof replyEntry>;
