import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadStories } from '../demo/story.ts';
import { parseKnowledge } from '../functions/shared/adapters/s3-knowledge.ts';
import { assessRisk } from '../functions/triage/risk.ts';
import { loadAnalyze, modelFiles } from '../models/analyse.ts';
import type { FaqEntry } from '../models/judgement.ts';
import { buildMatcher } from '../models/match/predict.ts';
import { type Figure, percentile, round } from './figure.ts';

const demo = join(import.meta.dirname, '..', 'demo');

/** The demo's entries over and over, each copy told apart by a word of its own: `count` entries of one phrasing. */
function manyEntries(count: number): FaqEntry[] {
  const own = parseKnowledge(readFileSync(join(demo, 'knowledge', 'lumi.jsonl'), 'utf8'));
  return Array.from({ length: count }, (_, index) => {
    const entry = own[index % own.length] as FaqEntry;
    const mark = `${entry.lang === 'zh' ? '型号' : 'model '}${index}`;
    return { ...entry, id: `${entry.id}-${index}`, question: `${entry.question} ${mark}`, variants: [] };
  });
}

/** How fast texts are read and questions matched, on one core. */
export function models(): Figure[] {
  const loadedAt = performance.now();
  const analyze = loadAnalyze();
  const loadMs = performance.now() - loadedAt;
  const texts = loadStories(join(demo, 'stories')).map(({ text }) => text);
  const read = (text: string) => assessRisk({ judgement: analyze(text), history: [], openTickets: 0 });
  for (let turn = 0; turn < 5; turn++) texts.forEach(read);
  const turns = 20;
  const begun = performance.now();
  for (let turn = 0; turn < turns; turn++) texts.forEach(read);
  const perSecond = (turns * texts.length) / ((performance.now() - begun) / 1000);

  const entries = manyEntries(10_000);
  const buildAt = performance.now();
  const match = buildMatcher(entries);
  const buildMs = performance.now() - buildAt;
  const waits: number[] = [];
  for (let turn = 0; turn < 4; turn++) {
    for (const text of texts) {
      const at = performance.now();
      match(text);
      if (turn > 0) waits.push(performance.now() - at);
    }
  }
  const bytes = modelFiles.reduce(
    (sum, file) => sum + statSync(join(import.meta.dirname, '..', 'models', file)).size,
    0,
  );
  return [
    {
      what: 'analysis with risk, one core',
      figure: round(perSecond, 0),
      unit: 'messages/s',
      goal: 20_000,
      atMost: false,
      note: 'the story set, mean 40 characters and a few of 2,000',
    },
    { what: 'model files', figure: round(bytes / 1024 / 1024), unit: 'MB', goal: 6, atMost: true },
    { what: 'model files, load', figure: round(loadMs, 0), unit: 'ms', goal: 60, atMost: true },
    {
      what: 'FAQ match at 10,000 entries, p99',
      figure: round(percentile(waits, 0.99)),
      unit: 'ms',
      goal: 1,
      atMost: true,
    },
    { what: 'FAQ index at 10,000 entries, load', figure: round(buildMs, 0), unit: 'ms', goal: 150, atMost: true },
  ];
}
