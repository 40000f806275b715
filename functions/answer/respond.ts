import type { BrandConfig } from '../../config/schema.ts';
import type { Suggestion } from '../../events/escalation-raised.ts';
import type { Understood } from '../../events/message-triaged.ts';
import type { Candidate, FaqEntry } from '../../models/judgement.ts';
import { decideMatch } from '../../models/match/decide.ts';
import type { Conversation } from '../shared/conversation.ts';

/** What the bot does with a message, and why in words. */
export type Response =
  | { kind: 'answer'; entry: FaqEntry; confidence: number; matched: string[] }
  | { kind: 'to-person'; because: string; suggestions: Suggestion[] }
  | { kind: 'silence'; because: string };

/** Bot replies in a row up to now: a long quiet starts the row anew. */
export const rowSoFar = ({ botReplies, lastBotReplyAt }: Conversation, quietHours: number, now: Date) =>
  lastBotReplyAt && now.getTime() - Date.parse(lastBotReplyAt) > quietHours * 3_600_000 ? 0 : botReplies;

/**
 * A sure match answers; a middling one goes to a person with three suggestions; below that we decline, and what was
 * asked goes to a person too, because a question left alone is a customer lost. A person's hand is final.
 */
export function respond({
  candidates,
  entries,
  conversation,
  message: { reading },
  config,
  now,
}: {
  candidates: Candidate[];
  entries: ReadonlyMap<string, FaqEntry>;
  conversation: Conversation;
  message: Pick<Understood, 'reading'>;
  config: Pick<BrandConfig, 'match' | 'bot'>;
  now: Date;
}): Response {
  if (conversation.mode === 'human') return { kind: 'silence', because: 'a person has the conversation' };

  const suggestions = candidates.slice(0, 3).flatMap(({ entryId, confidence }) => {
    const found = entries.get(entryId);
    return found ? [{ entryId, question: found.question, answer: found.answer, confidence }] : [];
  });
  const [best] = candidates;
  const entry = best && entries.get(best.entryId);
  const action = decideMatch(candidates, config.match);

  if (action === 'answer' && best && entry) {
    const row = rowSoFar(conversation, config.bot.quietHours, now);
    if (row >= config.bot.maxInARow)
      return { kind: 'to-person', because: `${row} bot replies in a row are enough`, suggestions };
    return { kind: 'answer', entry, confidence: best.confidence, matched: best.matched };
  }
  if (action === 'suggest' && reading.asks)
    return { kind: 'to-person', because: 'not sure enough to answer', suggestions };
  if (reading.asks)
    return { kind: 'to-person', because: 'asks what the knowledge base does not know', suggestions: [] };
  if (reading.sentiment === 'negative')
    return { kind: 'to-person', because: 'unhappy, and nothing we know helps', suggestions };
  return { kind: 'silence', because: 'asks nothing that we could answer' };
}
