import * as z from 'zod';
import { id, instant } from './envelope.ts';

/** How a reply finds its way back: the door the message came in by, and what that door needs to thread it. */
export const replyTo = z.object({
  via: z.enum(['callback', 'web-chat', 'email']),
  account: id,
  user: id,
  subject: z.string().max(998).optional(),
  rfcMessageId: z.string().max(998).optional(),
  references: z.array(z.string().max(998)).max(50).optional(),
});
export type ReplyTo = z.infer<typeof replyTo>;

export const attachment = z.object({
  name: z.string().max(256),
  contentType: z.string().max(128),
  bytes: z.number().int().nonnegative(),
  /** Where it lies: a key in our bucket, or the address the sender named; never fetched without a host list. */
  key: z.string().max(1024).optional(),
  url: z.string().max(2048).optional(),
});
export type Attachment = z.infer<typeof attachment>;

/** A customer's message in Heartline's own words, whatever channel it came by. */
export const message = z.object({
  /** Ours: a hash of channel, account and the provider's id, the same for every delivery of one message. */
  messageId: id,
  channel: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
  account: id,
  user: id,
  /** What the customer wrote: cleaned, without quoted threads, at most `maxInlineCharacters` long. */
  text: z.string(),
  /** Set when the text was longer, or a mail had more to it: the whole lies in S3 under this key. */
  bodyKey: z.string().optional(),
  subject: z.string().max(998).optional(),
  /** The platform's own time; our first sight of the message where the platform gives none. */
  occurredAt: instant,
  receivedAt: instant,
  name: z.string().max(128).optional(),
  /** The brand's own rank of this customer, where its application tells us. */
  tier: z.string().max(32).optional(),
  attachments: z.array(attachment).max(100).optional(),
  /** A person's message, or a machine's: bounces, auto-replies, lists and loops are kept and never answered. */
  kind: z.enum(['message', 'auto-reply', 'bounce', 'list', 'loop']),
  mayAnswer: z.boolean(),
  /** Why no automatic answer may go out, in words. */
  mayNotAnswerBecause: z.string().max(256).optional(),
  replyTo,
});
export type Message = z.infer<typeof message>;
