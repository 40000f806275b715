import { type Emotion, emotions, type Sentiment, sentiments } from '../judgement.ts';
import { extractFeatures } from './features.ts';
import { heads, outputs } from './labels.ts';
import { type EmotionModel, findSlot } from './model-file.ts';

export type Feeling = {
  sentiment: { label: Sentiment; scores: Record<Sentiment, number> };
  emotion: { label: Emotion; scores: Record<Emotion, number> };
  /** Whether the sentiment is probable enough to be relied on. */
  isSure: boolean;
};

const sums = new Int32Array(outputs); // used again for every text

/** The raw outputs of the model for a normalised text, before any temperature. */
export function rawOutputs({ settings, tags, weights }: EmotionModel, text: string): number[] {
  sums.fill(0);
  const { keys, count } = extractFeatures(text);
  for (let at = 0; at < count; at++) {
    const slot = findSlot(tags, keys[at] ?? 0);
    if (slot < 0) continue;
    const from = slot * outputs;
    for (let output = 0; output < outputs; output++) sums[output] = (sums[output] ?? 0) + (weights[from + output] ?? 0);
  }
  const share = 1 / Math.sqrt(Math.max(count, 1));
  return settings.biases.map((bias, output) => (sums[output] ?? 0) * (settings.scales[output] ?? 0) * share + bias);
}

/** Probabilities of the classes whose raw outputs begin at `from`, as a record that sums to 1. */
export function probabilities<Class extends string>(
  raw: readonly number[],
  from: number,
  classes: readonly Class[],
  temperature: number,
): { label: Class; scores: Record<Class, number> } {
  const scores = {} as Record<Class, number>;
  let best = classes[0] as Class;
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < classes.length; at++) {
    const value = raw[from + at] ?? 0;
    if (value > highest) {
      highest = value;
      best = classes[at] as Class;
    }
  }
  let total = 0;
  for (let at = 0; at < classes.length; at++) {
    const score = Math.exp(((raw[from + at] ?? 0) - highest) / temperature);
    scores[classes[at] as Class] = score;
    total += score;
  }
  for (const label of classes) scores[label] /= total;
  return { label: best, scores };
}

/** Reads the feeling of a normalised text; `lang` chooses the calibration. */
export function predictFeeling(model: EmotionModel, text: string, lang: 'zh' | 'en'): Feeling {
  const raw = rawOutputs(model, text);
  const { temperatures, sureFrom } = model.settings;
  const sentiment = probabilities(raw, heads[0].from, sentiments, temperatures.sentiment[lang]);
  const emotion = probabilities(raw, heads[1].from, emotions, temperatures.emotion[lang]);
  return { sentiment, emotion, isSure: sentiment.scores[sentiment.label] >= sureFrom[lang] };
}
