import * as z from 'zod';
import { envelope, id } from './envelope.ts';
import { message } from './message.ts';
import { reading, riskScore } from './reading.ts';

/** What triage knows of a message once it has been read: whose it is, how they feel, what is at stake. */
export const understood = z.object({
  customerId: id,
  conversationId: id,
  message,
  reading,
  risk: riskScore,
});
export type Understood = z.infer<typeof understood>;

/** Triage lets the bot try to answer. Said by triage; heard by answer. */
export const messageTriaged = envelope('message-triaged.v1', understood);
export type MessageTriaged = z.infer<typeof messageTriaged>;
