import type { Conversation } from '../conversation.ts';

/** The state of conversations, changed only on condition of the version read. */
export interface Conversations {
  /** Read consistently; undefined while nothing had to be remembered. */
  get(conversationId: string): Promise<Conversation | undefined>;
  /** Stores `next`, whose version is one above the one read; `conflict` when somebody was quicker. */
  save(next: Conversation): Promise<'saved' | 'conflict'>;
}
