import { writeFileSync } from 'node:fs';
import { type Row, readSet, type Split } from '../data.ts';
import type { FaqEntry } from '../judgement.ts';
import { predictLanguage } from '../language/predict.ts';
import { normalise } from '../text/normalise.ts';
import { type Fitted, numbersOf } from './confidence.ts';
import { buildRanker } from './predict.ts';

/** The sets that hold questions with intents, and questions that no entry answers. */
export const intentSets = ['bank_faq_zh', 'banking77_en', 'clinc150_en', 'smp2019_zh'];

/** A knowledge base made of the training questions: an entry an intent, the first question and its other phrasings. */
export function readKnowledge(folder: string, set: string): FaqEntry[] {
  const byIntent = new Map<string, FaqEntry>();
  for (const { intent = '', text, lang } of readSet(folder, set, 'train')) {
    const entry = byIntent.get(intent);
    if (entry) entry.variants.push(text);
    else byIntent.set(intent, { id: intent, lang, question: text, variants: [], answer: intent });
  }
  return [...byIntent.values()];
}

/** The questions of a split; in test sets an intent that the knowledge lacks is one to decline. */
export function readQuestions(folder: string, set: string, split: Split, entries: readonly FaqEntry[]): Row[] {
  const known = new Set(entries.map(({ id }) => id));
  return readSet(folder, set, split).map((row) => ({ ...row, in_kb: known.has(row.intent ?? '') }));
}

type Sample = { numbers: number[]; isRight: number; weight: number };

/** Cuts a knowledge base to what real brands have: fewer phrasings, and now and then only a few entries. */
function variationsOf(full: readonly FaqEntry[]): FaqEntry[][] {
  const withPhrasings = (size: number) =>
    full.map((entry) => ({ ...entry, variants: entry.variants.slice(0, size - 1) }));
  const few = [0, 1, 2, 3].map((offset) => (offset < 2 ? withPhrasings(3) : full).filter((_, at) => at % 8 === offset));
  return full.length < 40 ? [[...full], withPhrasings(6)] : [[...full], withPhrasings(6), withPhrasings(2), ...few];
}

/**
 * One sample for each of the first candidates of each question. Questions on what the knowledge lacks are thinned out
 * where it is small, or they would be nearly all.
 */
function samplesOf(folder: string, set: string): Sample[] {
  const samples = variationsOf(readKnowledge(folder, set)).flatMap((entries) => {
    const { rank } = buildRanker(entries);
    const questions = readQuestions(folder, set, 'dev', entries);
    const known = questions.filter(({ in_kb }) => in_kb).length;
    const every = Math.max(1, Math.round((questions.length - known) / Math.max(known, 1)));
    const asked = questions.filter(({ in_kb }, at) => in_kb || at % every === 0);
    return asked.flatMap(({ text, intent }) =>
      rank(normalise(text).text, predictLanguage(text).code, 2).map(({ contender, evidence }) => ({
        numbers: numbersOf(evidence),
        isRight: entries[contender.entry]?.id === intent ? 1 : 0,
      })),
    );
  });
  return samples.map((sample) => ({ ...sample, weight: 1 / samples.length }));
}

/**
 * Fits a logistic by plain gradient descent, which for a handful of numbers needs nothing cleverer. No weight is
 * negative: more evidence never makes a candidate less likely, whatever the knowledge base looks like.
 */
function fitLogistic(samples: Sample[]): Fitted {
  const size = samples[0]?.numbers.length ?? 0;
  const weights = new Array<number>(size).fill(0);
  let bias = 0;
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  for (let round = 0; round < 3000; round++) {
    const slopes = new Array<number>(size).fill(0);
    let biasSlope = 0;
    for (const { numbers, isRight, weight } of samples) {
      const sum = numbers.reduce((all, value, at) => all + value * (weights[at] ?? 0), bias);
      const error = (1 / (1 + Math.exp(-sum)) - isRight) * (weight / total);
      biasSlope += error;
      for (let at = 0; at < size; at++) slopes[at] = (slopes[at] ?? 0) + error * (numbers[at] ?? 0);
    }
    bias -= 4 * biasSlope;
    for (let at = 0; at < size; at++) weights[at] = Math.max(0, (weights[at] ?? 0) - 4 * (slopes[at] ?? 0));
  }
  const short = (value: number) => Math.round(value * 1e4) / 1e4;
  return { weights: weights.map(short), bias: short(bias) };
}

/** Fits how confidence follows from the evidence, on the dev questions of all intent sets, each set counting alike. */
export function trainMatch(folder: string, path: string) {
  const fitted = fitLogistic(intentSets.flatMap((set) => samplesOf(folder, set)));
  // As the formatter wants it, so that a new fit of the same data changes nothing.
  writeFileSync(path, `{\n  "weights": [${fitted.weights.join(', ')}],\n  "bias": ${fitted.bias}\n}\n`);
}
