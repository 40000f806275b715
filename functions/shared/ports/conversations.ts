import type { Conversation } from '../conversation.ts';

/** The state of conversations, changed only on condition of the version read. */
export interface Conversations {
  /** Undefined while nothing had to be remembered. Read consistently, unless a moment-old answer will do at half the price. */
  get(conversationId: string, options?: { mayBeOld?: boolean }): Promise<Conversation | undefined>;
  /** Stores `next`, whose version is one above the one read; `conflict` when somebody was quicker. */
  save(next: Conversation): Promise<'saved' | 'conflict'>;
}
