import { normalise } from '../text/normalise.ts';
import { type Example, sentimentSets, type Target } from './corpora.ts';
import { longestRead } from './fit.ts';
import { allEmotions, allSentiments, heads } from './labels.ts';
import type { EmotionModel, Settings } from './model-file.ts';
import { rawOutputs } from './predict.ts';

type Judged = { raw: number[]; example: Example };
const languages = ['zh', 'en'] as const;

/** Share of judged texts whose sentiment shall be right. */
const wanted = 0.9;

/** The raw outputs of an example, as training saw the text. */
export const rawOf = (model: EmotionModel, { text }: Example): number[] =>
  rawOutputs(model, normalise(text.slice(0, longestRead)).text);

/** Probabilities of one head at a temperature. */
function softmax(raw: number[], from: number, size: number, temperature: number): number[] {
  const values = raw.slice(from, from + size);
  const highest = Math.max(...values);
  const masses = values.map((value) => Math.exp((value - highest) / temperature));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / total);
}

const massOf = (scores: number[], { right }: Target): number =>
  scores.reduce((sum, score, at) => sum + ((right >> at) & 1 ? score : 0), 0);

/** The temperature at which the right classes of the given examples are most probable. */
function bestTemperature(judged: Judged[], { name, from, classes }: (typeof heads)[number]): number {
  const all = name === 'sentiment' ? allSentiments : allEmotions;
  const complete = judged.filter(({ example }) => example[name].allowed === all);
  if (complete.length === 0) return 1;
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let temperature = 0.4; temperature <= 3; temperature += 0.05) {
    let loss = 0;
    for (const { raw, example } of complete) {
      loss -= Math.log(Math.max(1e-9, massOf(softmax(raw, from, classes.length, temperature), example[name])));
    }
    if (loss < least) {
      least = loss;
      best = temperature;
    }
  }
  return Math.round(best * 100) / 100;
}

/** The least probability from which on at least the wanted share is right. */
function sureFrom(judged: Judged[], temperature: number): number {
  const answers = judged.map(({ raw, example }) => {
    const scores = softmax(raw, heads[0].from, heads[0].classes.length, temperature);
    const score = Math.max(...scores);
    return { score, isRight: ((example.sentiment.right >> scores.indexOf(score)) & 1) === 1 };
  });
  for (let from = 0.3; from < 0.99; from += 0.01) {
    const sure = answers.filter(({ score }) => score >= from);
    const right = sure.filter(({ isRight }) => isRight).length;
    if (sure.length > 0 && right >= wanted * sure.length) return Math.round(from * 100) / 100;
  }
  return 0.99;
}

/** Sets temperatures and the threshold of `uncertain` by the dev examples, for each language. */
export function calibrate(model: EmotionModel, dev: ReadonlyMap<string, Example[]>): EmotionModel {
  const settings: Settings = {
    ...model.settings,
    temperatures: { sentiment: { zh: 1, en: 1 }, emotion: { zh: 1, en: 1 } },
    sureFrom: { zh: 0.5, en: 0.5 },
  };
  const judge = (examples: Example[]) => examples.map((example) => ({ raw: rawOf(model, example), example }));
  for (const lang of languages) {
    const ofLanguage = ([, examples]: [string, Example[]]) => examples[0]?.lang === lang;
    const all = judge([...dev].filter(ofLanguage).flatMap(([, examples]) => examples));
    for (const head of heads) settings.temperatures[head.name][lang] = bestTemperature(all, head);
    const service = judge(
      sentimentSets.flatMap((set) => dev.get(set) ?? []).filter((example) => example.lang === lang),
    );
    if (service.length > 0) settings.sureFrom[lang] = sureFrom(service, settings.temperatures.sentiment[lang]);
  }
  return { ...model, settings };
}
