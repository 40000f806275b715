import * as z from 'zod';
import { envelope, id } from './envelope.ts';
import { replyTo } from './message.ts';
import { reason } from './reading.ts';

/** Somebody wants a customer to read something. Said by answer, escalate and desk-api; heard by deliver. */
export const replyRequested = envelope(
  'reply-requested.v1',
  z.object({
    /** One effect per request, ever: the ledger's key. */
    requestId: id,
    customerId: id,
    conversationId: id,
    channel: z.string(),
    replyTo,
    text: z.string().min(1).max(8000),
    by: z.enum(['bot', 'agent', 'system']),
    /** Who wrote it, when a person did. */
    author: z.string().max(128).optional(),
    purpose: z.enum(['answer', 'hand-over', 'agent-reply']),
    /** The message it answers, ours. */
    inReplyTo: id.optional(),
    reasons: z.array(reason),
  }),
);
export type ReplyRequested = z.infer<typeof replyRequested>;
