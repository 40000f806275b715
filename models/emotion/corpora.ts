import { join } from 'node:path';
import { type Row, readRows, readSet, type Split } from '../data.ts';
import { type Emotion, type Sentiment, sentiments } from '../judgement.ts';
import { allEmotions, allSentiments, emotionBits, ewect, goemotions, sentimentBits } from './labels.ts';

/** What a head learns from a row: which of the allowed classes (bits) the right ones are. No bits: nothing. */
export type Target = { allowed: number; right: number };
export type Example = { text: string; lang: 'zh' | 'en'; weight: number; sentiment: Target; emotion: Target };

const nothing: Target = { allowed: 0, right: 0 };
const polar = sentimentBits('negative', 'positive');
const isSentiment = (label: string): label is Sentiment => (sentiments as readonly string[]).includes(label);

const oneOfAll = (sentiment: Sentiment): Target => ({ allowed: allSentiments, right: sentimentBits(sentiment) });
const oneEmotion = (labels: readonly Emotion[]): Target => ({ allowed: allEmotions, right: emotionBits(labels) });

type Reading = (row: Row) => Pick<Example, 'sentiment' | 'emotion'>;

/** What is felt in a text of which only the sentiment is known: one of several. */
const feltWith: Record<Sentiment, Target> = {
  negative: oneEmotion(['anger', 'disappointment', 'anxiety', 'sadness']),
  neutral: oneEmotion(['neutral', 'surprise']),
  positive: oneEmotion(['joy', 'gratitude']),
  mixed: nothing,
};

/** Sets that know only good and bad say nothing about neutral: the other classes are left out. */
const twoClasses: Reading = ({ label }) =>
  isSentiment(label)
    ? { sentiment: { allowed: polar, right: sentimentBits(label) }, emotion: feltWith[label] }
    : { sentiment: nothing, emotion: nothing };
const severalClasses: Reading = ({ label }) =>
  isSentiment(label)
    ? { sentiment: oneOfAll(label), emotion: feltWith[label] }
    : { sentiment: nothing, emotion: nothing };
const byEmotion =
  (meanings: typeof ewect): Reading =>
  ({ label }) => {
    const { sentiment, emotion } = meanings[label] ?? {};
    return { sentiment: sentiment ? oneOfAll(sentiment) : nothing, emotion: emotion ? oneEmotion(emotion) : nothing };
  };
/** A plain question to a service is not upset: "has a problem" is not "is upset". */
const plainQuestion: Reading = () => ({ sentiment: oneOfAll('neutral'), emotion: oneEmotion(['neutral']) });

type Source = { set: string; weight: number; read: Reading; limit?: number; keep?: (row: Row) => boolean };

/** The sets that teach the model, how much a row of each counts, and at most how many rows. */
const sources: Source[] = [
  { set: 'online_shopping_zh', weight: 1, read: twoClasses },
  { set: 'waimai_zh', weight: 1, read: twoClasses },
  { set: 'hotel_zh', weight: 1, read: twoClasses },
  { set: 'eprstmt_zh', weight: 1, read: twoClasses },
  { set: 'jd_shoes_zh', weight: 1.5, read: severalClasses },
  { set: 'jd_appliance_zh', weight: 1, read: severalClasses },
  { set: 'review3_zh', weight: 0.6, read: severalClasses },
  { set: 'car_aspect_zh', weight: 1, read: severalClasses },
  { set: 'airline_en', weight: 1.5, read: severalClasses },
  { set: 'ewect_zh', weight: 1, read: byEmotion(ewect) },
  { set: 'goemotions_en', weight: 1, read: byEmotion(goemotions) },
  { set: 'jddc_satisfaction_zh', weight: 0.5, read: plainQuestion, keep: ({ label }) => label === 'neutral' },
  { set: 'bank_faq_zh', weight: 0.5, read: plainQuestion },
  { set: 'smp2019_zh', weight: 0.5, read: plainQuestion },
  { set: 'banking77_en', weight: 0.5, read: plainQuestion, limit: 4000 },
  { set: 'clinc150_en', weight: 0.5, read: plainQuestion, limit: 3000 },
  { set: 'bitext_support_en', weight: 0.5, read: plainQuestion, limit: 2000, keep: ({ tags }) => !tags?.includes('W') },
];

/** The sets by which the calibration is chosen and the model is judged. */
export const sentimentSets = sources
  .filter(({ read }) => read === twoClasses || read === severalClasses)
  .map(({ set }) => set);

/** Examples of one split by set, in a fixed order. */
export function readExamples(folder: string, split: Split): Map<string, Example[]> {
  const examples = new Map<string, Example[]>();
  for (const { set, weight, read, limit, keep } of sources) {
    const rows = readSet(folder, set, split).filter((row) => keep?.(row) ?? true);
    const taken = limit && rows.length > limit ? rows.filter((_, at) => (at * limit) % rows.length < limit) : rows;
    examples.set(
      set,
      taken.map((row) => ({ text: row.text, lang: row.lang, weight, ...read(row) })),
    );
  }
  return examples;
}

type Line = { text: string; lang: 'zh' | 'en'; sentiment: Sentiment; emotion: Emotion };

/** Our own lines of short service messages, which the public sets lack. */
export function readSupplement(): Example[] {
  return readRows<Line>(join(import.meta.dirname, 'supplement.jsonl')).map(({ text, lang, sentiment, emotion }) => ({
    text,
    lang,
    weight: 6,
    sentiment: oneOfAll(sentiment),
    emotion: oneEmotion([emotion]),
  }));
}
