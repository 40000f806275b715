import * as z from 'zod';
import { id, instant } from '../../events/envelope.ts';
import { priority, suggestion } from '../../events/escalation-raised.ts';
import { replyTo } from '../../events/message.ts';
import { reading, reason } from '../../events/reading.ts';

/** States a ticket moves through. Only `open` and `closed` are entered today; the timers will use the others. */
const ticketState = z.enum(['open', 'acknowledged', 'waiting', 'resolved', 'closed']);

/** One screen that tells a colleague what this is about: last messages, the course of emotion, what we could say. */
export const ticketContext = z.object({
  lines: z
    .array(z.object({ at: instant, by: z.enum(['customer', 'bot', 'agent', 'system']), text: z.string() }))
    .max(12),
  course: z
    .array(
      z.object({
        at: instant,
        sentiment: reading.shape.sentiment,
        emotion: reading.shape.emotion,
        intensity: z.number(),
      }),
    )
    .max(20),
  suggestions: z.array(suggestion).max(3),
});
export type TicketContext = z.infer<typeof ticketContext>;

/** A promise that a person looks: why, who, until when. */
export const ticket = z.object({
  ticketId: id,
  conversationId: id,
  customerId: id,
  channel: z.string(),
  name: z.string().optional(),
  replyTo,
  state: ticketState,
  /** Rises with every change; a write names the version it read. */
  version: z.number().int().positive(),
  priority,
  reasons: z.array(reason),
  /** The team it belongs to. */
  owner: z.string(),
  dueAt: instant,
  openedAt: instant,
  closedAt: instant.optional(),
  closedBy: z.string().optional(),
  /** The messages that raised it, ours; a second delivery of one adds nothing. */
  causes: z.array(id),
  context: ticketContext,
});
export type Ticket = z.infer<typeof ticket>;
