import { loadAnalyze } from './analyse.ts';
import type { Split } from './data.ts';
import { readExamples, sentimentSets } from './emotion/corpora.ts';
import { emotions, type Judgement, sentiments } from './judgement.ts';
import { decideMatch } from './match/decide.ts';
import { buildMatcher } from './match/predict.ts';
import { intentSets, readKnowledge, readQuestions } from './match/train.ts';

/** One figure of one set; shares run from 0 to 1. `baseline` is what always saying the most frequent label gives. */
export type Figure = { set: string; what: string; n: number; value: number; baseline?: number };

/** Counts of right and wrong, and of the labels for the baseline. */
function tally() {
  const labels = new Map<string, number>();
  let right = 0;
  let n = 0;
  return {
    add(isRight: boolean, label: string | number) {
      n++;
      if (isRight) right++;
      labels.set(String(label), (labels.get(String(label)) ?? 0) + 1);
    },
    figure: (set: string, what: string): Figure[] =>
      n === 0 ? [] : [{ set, what, n, value: right / n, baseline: Math.max(...labels.values()) / n }],
  };
}

const has = (bits: number, at: number): boolean => ((bits >> at) & 1) === 1;

/** The likeliest of the allowed sentiments: a set of good and bad only does not ask whether a text is neutral. */
function sentimentAmong({ sentiment }: Judgement, allowed: number): number {
  const scores = sentiments.map((label, at) => (has(allowed, at) ? sentiment.scores[label] : -1));
  return scores.indexOf(Math.max(...scores));
}

/** Sentiment, emotion, and how right the texts are that are called judged. */
export function measureFeeling(folder: string, split: Split): Figure[] {
  const analyze = loadAnalyze();
  const figures: Figure[] = [];
  const judged = { zh: tally(), en: tally() };
  const covered = { zh: { n: 0, sure: 0 }, en: { n: 0, sure: 0 } };
  for (const [set, examples] of readExamples(folder, split)) {
    const sentiment = tally();
    const emotion = tally();
    for (const { text, lang, sentiment: feels, emotion: feltAs } of examples) {
      const judgement = analyze(text, { lang });
      if (feels.right) sentiment.add(has(feels.right, sentimentAmong(judgement, feels.allowed)), feels.right);
      if (feltAs.right) emotion.add(has(feltAs.right, emotions.indexOf(judgement.emotion.label)), feltAs.right);
      if (!sentimentSets.includes(set)) continue;
      covered[lang].n++;
      if (judgement.state !== 'judged') continue;
      covered[lang].sure++;
      judged[lang].add(has(feels.right, sentiments.indexOf(judgement.sentiment.label)), feels.right);
    }
    figures.push(...sentiment.figure(set, 'sentiment'));
    if (!sentimentSets.includes(set)) figures.push(...emotion.figure(set, 'emotion'));
  }
  for (const lang of ['zh', 'en'] as const) {
    figures.push(...judged[lang].figure(`all sentiment sets, ${lang}`, 'sentiment where judged'));
    const { n, sure } = covered[lang];
    if (n > 0) figures.push({ set: `all sentiment sets, ${lang}`, what: 'share judged', n, value: sure / n });
  }
  return figures;
}

/** FAQ match: the right entry first, among the first three, and how right answers are with unknown questions among them. */
export function measureMatch(folder: string, split: Split): Figure[] {
  return intentSets.flatMap((set) => {
    const entries = readKnowledge(folder, set);
    const match = buildMatcher(entries);
    const first = tally();
    const third = tally();
    const answered = tally();
    let unknown = 0;
    let kept = 0;
    const questions = readQuestions(folder, set, split, entries);
    for (const { text, intent = '', in_kb } of questions) {
      const candidates = match(text);
      const isFirst = candidates[0]?.entryId === intent;
      const action = decideMatch(candidates);
      if (in_kb) {
        first.add(isFirst, intent);
        third.add(
          candidates.some(({ entryId }) => entryId === intent),
          intent,
        );
      } else {
        unknown++;
        if (action !== 'answer') kept++;
      }
      if (action === 'answer') answered.add(isFirst, intent);
    }
    const figures = [...first.figure(set, 'match first'), ...third.figure(set, 'match in first 3')];
    if (questions.length > 0) {
      const answers = answered.figure(set, 'match right where answered').map(({ baseline: _, ...figure }) => figure);
      const share = (answers[0]?.n ?? 0) / questions.length;
      figures.push(...answers, { set, what: 'match share answered', n: questions.length, value: share });
    }
    if (unknown > 0) figures.push({ set, what: 'unknown not answered', n: unknown, value: kept / unknown });
    return figures;
  });
}
