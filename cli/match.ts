import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { FaqEntry } from '../models/judgement.ts';
import { predictLanguage } from '../models/language/predict.ts';
import { decideMatch, defaultThresholds } from '../models/match/decide.ts';
import { buildMatcher } from '../models/match/predict.ts';
import { Failure } from './failure.ts';
import { answerLines, BadLine } from './json-lines.ts';

type KnowledgeLine = { text: string; intent: string; answer?: string };

function isKnowledgeLine(value: unknown): value is KnowledgeLine {
  if (typeof value !== 'object' || value === null) return false;
  const { text, intent } = value as Record<string, unknown>;
  return typeof text === 'string' && typeof intent === 'string';
}

/** The entries of a knowledge file: lines of one intent are phrasings of one question. */
async function readKnowledge(path: string): Promise<FaqEntry[]> {
  const file = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Failure(`cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  const entries = new Map<string, FaqEntry>();
  file.split('\n').forEach((line, at) => {
    if (line.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    if (!isKnowledgeLine(value)) throw new Failure(`${path}, line ${at + 1}: needs { text, intent, answer? }`);
    const { text, intent, answer = '' } = value;
    const known = entries.get(intent);
    if (known) known.variants.push(text);
    else {
      const lang = predictLanguage(text).code === 'zh' ? 'zh' : 'en';
      entries.set(intent, { id: intent, lang, question: text, variants: [], answer });
    }
  });
  return [...entries.values()];
}

function threshold(value: string): number {
  const share = Number(value);
  if (value.trim() === '' || !(share >= 0 && share <= 1)) throw new Failure(`a threshold is from 0 to 1, not ${value}`);
  return share;
}

const questionOf = (line: unknown): string => {
  if (typeof line === 'string') return line;
  const { text } = typeof line === 'object' && line !== null ? (line as Record<string, unknown>) : {};
  if (typeof text !== 'string') throw new BadLine('a line needs a text');
  return text;
};

/** `heartline match`: finds answers to the questions of a stream of JSON lines in a knowledge base, or declines. */
export const matchCommand = (program: Command) =>
  program
    .command('match')
    .description(
      'find answers: JSON lines { text } in, { action, intent, confidence, candidates } out, in the same order',
    )
    .requiredOption('--kb <file>', 'the knowledge base, JSON lines { text, intent, answer? }')
    .option('--answer <share>', 'answer from this confidence on', threshold, defaultThresholds.answer)
    .option('--suggest <share>', 'suggest from this confidence on', threshold, defaultThresholds.suggest)
    .action(async ({ kb, answer, suggest }: { kb: string; answer: number; suggest: number }) => {
      const match = buildMatcher(await readKnowledge(kb));
      await answerLines(process.stdin, process.stdout, (line) => {
        const found = match(questionOf(line));
        const [best] = found;
        return {
          action: decideMatch(found, { ...defaultThresholds, answer, suggest }),
          intent: best?.entryId ?? null,
          confidence: best?.confidence ?? 0,
          candidates: found.map(({ entryId, confidence }) => ({ intent: entryId, confidence })),
        };
      });
    });
