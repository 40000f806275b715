import type { Emotion } from '../judgement.ts';
import type { Emphasis } from '../text/normalise.ts';

const strengthened =
  /太|非常|极其|特别|超级|简直|真的|十分|万分|彻底|死了|到底|竟然|根本|从来|绝对|实在|very|extremely|absolutely|totally|completely|so (?:angry|sad|happy|disappointed|mad|upset|worried|bad|good|rude)|really|utterly|worst|best|ever|never|fuck|damn|hell|wtf/g;
const strongFaces = /[😡🤬😠😤💢😭😢💔😱😨😰❤😍🥰🎉🙏👍👎🤮💩]/gu;

const capped = (value: number, cap: number): number => Math.min(value, cap);

/**
 * How strongly the emotion is felt, 0–1: how far the text is from neutral, raised by exclamation marks, stretched and
 * capital letters, strengthening words and faces. A text read as neutral stays low however loud it is.
 */
export function intensityOf(
  text: string,
  { label, scores }: { label: Emotion; scores: Record<Emotion, number> },
  { capitals, exclamations, stretched }: Emphasis,
): number {
  const felt = 1 - scores.neutral;
  const loud =
    0.06 * capped(exclamations, 4) +
    0.05 * capped(stretched, 4) +
    (capitals >= 8 && capitals > 0.6 * text.length * 0.8 ? 0.2 : 0) +
    0.08 * capped(text.match(strengthened)?.length ?? 0, 3) +
    0.08 * capped(text.match(strongFaces)?.length ?? 0, 3);
  const intensity = label === 'neutral' ? 0.5 * felt + 0.2 * loud : 0.25 + 0.45 * felt + loud;
  return Math.min(1, Math.max(0, intensity));
}
