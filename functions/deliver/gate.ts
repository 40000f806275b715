import type { ReplyRequested } from '../../events/reply-requested.ts';
import type { Conversation } from '../shared/conversation.ts';

export type Verdict = { kind: 'through' } | { kind: 'blocked'; because: string };

/**
 * The one gate for everything that leaves to a customer, asked at the last moment: a person's hand on the conversation
 * stops the bot, even in mid-sentence. Word of a hand-over and a person's own words go through.
 */
export function gate(
  { by, purpose }: Pick<ReplyRequested['data'], 'by' | 'purpose'>,
  conversation: Pick<Conversation, 'mode'> | undefined,
): Verdict {
  if (by === 'agent' || purpose === 'hand-over') return { kind: 'through' };
  if (conversation?.mode === 'human') return { kind: 'blocked', because: 'a person has the conversation' };
  return { kind: 'through' };
}
