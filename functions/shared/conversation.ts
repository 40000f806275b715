import * as z from 'zod';
import { id, instant } from '../../events/envelope.ts';
import { replyTo } from '../../events/message.ts';

/** Who has the conversation. A person's hand is final: under `human` no bot reply is decided, and none leaves. */
export const mode = z.enum(['bot', 'human']);

/** The little state a conversation needs; what was said is on the timeline. */
export const conversation = z.object({
  conversationId: id,
  customerId: id,
  channel: z.string(),
  replyTo,
  mode,
  /** Rises with every change; a write names the version it read. 0 is a conversation not stored yet. */
  version: z.number().int().nonnegative(),
  /** Bot replies since a person last wrote, or since the conversation was last quiet for long. */
  botReplies: z.number().int().nonnegative(),
  lastBotReplyAt: instant.optional(),
  /** The last messages the bot decided to answer, so that a second delivery decides the same. */
  answered: z.array(id).max(20),
  ticketId: id.optional(),
  updatedAt: instant,
});
export type Conversation = z.infer<typeof conversation>;
export type Mode = z.infer<typeof mode>;

/** A conversation nothing has had to be remembered of yet. */
export const newConversation = (
  facts: Pick<Conversation, 'conversationId' | 'customerId' | 'channel' | 'replyTo'>,
  at: string,
): Conversation => ({ ...facts, mode: 'bot', version: 0, botReplies: 0, answered: [], updatedAt: at });
