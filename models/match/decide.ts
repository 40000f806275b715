import type { Candidate } from '../judgement.ts';

/** From which confidence on we answer or suggest, and how far ahead of the second an answer must be. */
export type Thresholds = { answer: number; suggest: number; margin: number };

export const defaultThresholds: Thresholds = { answer: 0.85, suggest: 0.4, margin: 0.1 };

/** Answers when sure, suggests to the agent when likely, and otherwise declines. Candidates come best first. */
export function decideMatch(
  candidates: readonly Pick<Candidate, 'confidence'>[],
  { answer, suggest, margin }: Thresholds = defaultThresholds,
): 'answer' | 'suggest' | 'decline' {
  const [best, second] = candidates;
  if (!best || best.confidence < suggest) return 'decline';
  const isAhead = best.confidence - (second?.confidence ?? 0) >= margin;
  return best.confidence >= answer && isAhead ? 'answer' : 'suggest';
}
