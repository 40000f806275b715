import * as z from 'zod';
import { envelope, id } from './envelope.ts';

/** A colleague has to be told of a ticket. Said by escalate; heard by deliver. */
export const noticeRequested = envelope(
  'notice-requested.v1',
  z.object({
    requestId: id,
    ticketId: id,
    customerId: id,
    conversationId: id,
    notice: z.discriminatedUnion('by', [
      z.object({
        by: z.literal('slack'),
        text: z.string().max(3000),
        blocks: z.array(z.record(z.string(), z.unknown())).max(50),
      }),
      z.object({
        by: z.literal('email'),
        to: z.email(),
        subject: z.string().max(200),
        text: z.string(),
        html: z.string(),
      }),
    ]),
  }),
);
export type NoticeRequested = z.infer<typeof noticeRequested>;
