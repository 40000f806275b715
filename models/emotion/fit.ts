import { seededRandom, shuffle } from '../random.ts';
import { normalise } from '../text/normalise.ts';
import type { Example, Target } from './corpora.ts';
import { extractFeatures } from './features.ts';
import { heads, outputs } from './labels.ts';
import { type EmotionModel, findSlot, maxKeys, slots, takeSlot } from './model-file.ts';

export type FitOptions = {
  seed: number;
  rareBelow: number;
  firstRounds: number;
  rounds: number;
  rate: number;
  decay: number;
};
export const usualFit: FitOptions = { seed: 7, rareBelow: 3, firstRounds: 3, rounds: 5, rate: 0.2, decay: 1e-5 };

/** Of a long text only so much is learned from and judged by. */
export const longestRead = 4000;

/** The features of all examples, one row after the other; row `i` runs from `rows[i]` to `rows[i + 1]`. */
type Corpus = { features: Int32Array; rows: Int32Array; shares: Float32Array };
type Weights = { weights: Float32Array; biases: Float32Array };

function extractAll(examples: Example[]): Corpus {
  const rows = new Int32Array(examples.length + 1);
  const shares = new Float32Array(examples.length);
  let features = new Int32Array(1 << 20);
  examples.forEach(({ text }, row) => {
    const { keys, count } = extractFeatures(normalise(text.slice(0, longestRead)).text);
    const from = rows[row] ?? 0;
    if (from + count > features.length) {
      const larger = new Int32Array(features.length * 2 + count);
      larger.set(features);
      features = larger;
    }
    features.set(keys.subarray(0, count), from);
    rows[row + 1] = from + count;
    shares[row] = 1 / Math.sqrt(Math.max(count, 1));
  });
  return { features: features.slice(0, rows[examples.length]), rows, shares };
}

/** Renames features; those that `rename` gives a negative number are left out. The shares stay as they were. */
function renamed({ features, rows, shares }: Corpus, rename: (feature: number) => number): Corpus {
  const kept = new Int32Array(features.length);
  const starts = new Int32Array(rows.length);
  let length = 0;
  for (let row = 0; row + 1 < rows.length; row++) {
    for (let at = rows[row] ?? 0; at < (rows[row + 1] ?? 0); at++) {
      const name = rename(features[at] ?? 0);
      if (name >= 0) kept[length++] = name;
    }
    starts[row + 1] = length;
  }
  return { features: kept.slice(0, length), rows: starts, shares };
}

/** How far each allowed class is off: its probability less its part among the right classes. */
function errorsOf({ allowed, right }: Target, raw: Float32Array, from: number, size: number, errors: Float32Array) {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < size; at++) if ((allowed >> at) & 1) highest = Math.max(highest, raw[from + at] ?? 0);
  let total = 0;
  let rightTotal = 0;
  for (let at = 0; at < size; at++) {
    const mass = (allowed >> at) & 1 ? Math.exp((raw[from + at] ?? 0) - highest) : 0;
    errors[from + at] = mass;
    total += mass;
    if ((right >> at) & 1) rightTotal += mass;
  }
  for (let at = 0; at < size; at++) {
    const mass = errors[from + at] ?? 0;
    errors[from + at] = mass / total - ((right >> at) & 1 ? mass / rightTotal : 0);
  }
}

/** Softmax regression of both heads by AdaGrad, one example at a time in a seeded order. */
function descend(corpus: Corpus, examples: Example[], size: number, rounds: number, options: FitOptions): Weights {
  const { features, rows, shares } = corpus;
  const weights = new Float32Array(size * outputs);
  const slopes = new Float32Array(size * outputs).fill(1e-4);
  const biases = new Float32Array(outputs);
  const biasSlopes = new Float32Array(outputs).fill(1);
  const order = Int32Array.from(examples.keys());
  const random = seededRandom(options.seed);
  const raw = new Float32Array(outputs);
  const errors = new Float32Array(outputs);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    const rate = options.rate * (1 - round / (rounds + 1));
    for (const row of order) {
      const example = examples[row] as Example;
      const share = shares[row] ?? 0;
      const start = rows[row] ?? 0;
      const end = rows[row + 1] ?? 0;
      for (const { name, classes, from } of heads) {
        const target = example[name];
        if (target.right === 0) continue;
        const until = from + classes.length;
        for (let output = from; output < until; output++) raw[output] = 0;
        for (let at = start; at < end; at++) {
          const base = (features[at] ?? 0) * outputs;
          for (let output = from; output < until; output++)
            raw[output] = (raw[output] ?? 0) + (weights[base + output] ?? 0);
        }
        for (let output = from; output < until; output++)
          raw[output] = (raw[output] ?? 0) * share + (biases[output] ?? 0);
        errorsOf(target, raw, from, classes.length, errors);
        for (let output = from; output < until; output++) {
          const slope = (errors[output] ?? 0) * example.weight;
          if (slope === 0) continue;
          biasSlopes[output] = (biasSlopes[output] ?? 0) + slope * slope;
          biases[output] = (biases[output] ?? 0) - (rate * 0.1 * slope) / Math.sqrt(biasSlopes[output] ?? 1);
          const step = slope * share;
          for (let at = start; at < end; at++) {
            const place = (features[at] ?? 0) * outputs + output;
            const pull = step + options.decay * (weights[place] ?? 0);
            const steepness = (slopes[place] ?? 0) + pull * pull;
            slopes[place] = steepness;
            weights[place] = (weights[place] ?? 0) - (rate * pull) / Math.sqrt(steepness);
          }
        }
      }
    }
  }
  return { weights, biases };
}

/** Gives the slots of the table to the n-grams that tell most: large weights on n-grams that occur often. */
function chooseSlots(names: Int32Array, counts: Uint32Array, { weights }: Weights): Uint8Array {
  const worth = Float64Array.from(names, (key, name) => {
    let squares = 0;
    for (let output = 0; output < outputs; output++) squares += (weights[name * outputs + output] ?? 0) ** 2;
    return squares * Math.sqrt(counts[key] ?? 0);
  });
  const order = Int32Array.from(names.keys()).sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b);
  const tags = new Uint8Array(slots);
  for (const name of order) if (findSlot(tags, names[name] ?? 0) < 0) takeSlot(tags, names[name] ?? 0);
  return tags;
}

/** Rounds the weights to 8 bits, with one scale for each output. */
function quantise({
  weights,
  biases,
}: Weights): Pick<EmotionModel, 'weights'> & { scales: number[]; biases: number[] } {
  const scales = Array.from({ length: outputs }, (_, output) => {
    const sizes = weights
      .filter((_, at) => at % outputs === output)
      .map(Math.abs)
      .sort();
    return Math.max(sizes[Math.floor(sizes.length * 0.9998)] ?? 0, 1e-6) / 127;
  });
  const small = Int8Array.from(weights, (weight, at) =>
    Math.max(-127, Math.min(127, Math.round(weight / (scales[at % outputs] ?? 1)))),
  );
  return { weights: small, scales, biases: [...biases] };
}

/** Learns a model from examples; the same examples and options give the same model. It is not calibrated yet. */
export function fitEmotion(examples: Example[], options: FitOptions = usualFit): EmotionModel {
  const corpus = extractAll(examples);
  const counts = new Uint32Array(maxKeys);
  for (const key of corpus.features) counts[key] = (counts[key] ?? 0) + 1;
  const names = new Int32Array(maxKeys).fill(-1);
  let known = 0;
  for (let key = 0; key < maxKeys; key++) if ((counts[key] ?? 0) >= options.rareBelow) names[key] = known++;
  const keys = new Int32Array(known);
  for (let key = 0; key < maxKeys; key++) if ((names[key] ?? -1) >= 0) keys[names[key] ?? 0] = key;

  const everything = renamed(corpus, (key) => names[key] ?? -1);
  const first = descend(everything, examples, known, options.firstRounds, options);
  const tags = chooseSlots(keys, counts, first);
  const kept = renamed(corpus, (key) => findSlot(tags, key));
  const { weights, scales, biases } = quantise(descend(kept, examples, slots, options.rounds, options));
  const even = { zh: 1, en: 1 };
  return {
    settings: { scales, biases, temperatures: { sentiment: even, emotion: even }, sureFrom: { zh: 0, en: 0 } },
    tags,
    weights,
  };
}
