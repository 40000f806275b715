import type { Command } from 'commander';
import { assessRisk, type RiskInput } from '../functions/triage/risk.ts';
import { loadAnalyze } from '../models/analyse.ts';
import { sentiments } from '../models/judgement.ts';
import { answerLines, BadLine } from './json-lines.ts';

type History = RiskInput['history'];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Earlier feelings: `[{ sentiment, occurredAt }]`, or texts (`"…"` or `{ text }`) that are read first, oldest first. */
function readHistory(value: unknown, feelingOf: (text: string) => History[number]['sentiment']): History {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new BadLine('history must be a list');
  return value.map((item: unknown, place) => {
    const entry = typeof item === 'string' ? { text: item } : item;
    if (!isRecord(entry)) throw new BadLine('history must hold texts or sentiments');
    // Without a time the order stands for it, a minute apart.
    const given = entry.occurredAt ?? entry.at;
    const occurredAt = typeof given === 'string' ? given : new Date(place * 60_000).toISOString();
    const sentiment = sentiments.find((label) => label === entry.sentiment);
    if (sentiment) return { sentiment, occurredAt };
    if (typeof entry.text !== 'string') throw new BadLine('history must hold texts or sentiments');
    return { sentiment: feelingOf(entry.text), occurredAt };
  });
}

/** `heartline analyze`: judges the messages of a stream of JSON lines, one line out for each line in. */
export const analyzeCommand = (program: Command) =>
  program
    .command('analyze')
    .description('judge messages: JSON lines { text, lang?, history? } in, judgements with risk out, in the same order')
    .action(async () => {
      const analyze = loadAnalyze();
      await answerLines(process.stdin, process.stdout, (line) => {
        if (!isRecord(line) || typeof line.text !== 'string') throw new BadLine('a line needs a text');
        const { lang, tier, openTickets } = line;
        const judgement = analyze(line.text, lang === 'zh' || lang === 'en' ? { lang } : undefined);
        const risk = assessRisk({
          judgement,
          history: readHistory(line.history, (text) => analyze(text).sentiment.label),
          openTickets: typeof openTickets === 'number' ? openTickets : 0,
          ...(typeof tier === 'string' ? { tier } : {}),
        });
        return { ...judgement, risk: { score: risk.score, reasons: risk.reasons } };
      });
    });
