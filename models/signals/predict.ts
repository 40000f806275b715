import type { Signal, SignalKind } from '../judgement.ts';
import { isWordPart } from '../text/characters.ts';
import { type Normalised, originalSpan } from '../text/normalise.ts';
import { buildAutomaton } from './automaton.ts';
import { unmask } from './disguise.ts';
import { alternatives, expand } from './lexicon/expression.ts';
import { lexicon } from './lexicon/index.ts';
import { weightInPlace } from './scope.ts';

/** What an expression shows. Of one in two parts (第三次…投诉) the automaton finds the first, then one of `rests` is looked for. */
type Meaning = { kind: SignalKind; weight: number; rests: string[] };
type Finding = { kind: SignalKind; from: number; to: number; weight: number };

/** A polite question (能不能转人工) asks for these no less than a demand does. */
const asksAnyway = new Set<SignalKind>(['wants-human', 'safety', 'fraud', 'bereavement', 'illness']);

const longestGap = 24; // characters between the two parts of an expression
const longestMask = 5000; // characters that are searched for disguised words
const mostSignals = 50; // enough for any reader; keeps a hostile text cheap

const { automaton, words, meanings } = compile();

function compile() {
  const known = new Map<string, Meaning[]>();
  for (const { kind, weight, expressions } of lexicon) {
    for (const expression of alternatives(expressions)) {
      const [first = '', rest] = expression.split('…');
      const meaning = { kind, weight, rests: rest ? spellings(rest) : [] };
      for (const spelling of spellings(first)) {
        const said = known.get(spelling);
        if (said) said.push(meaning);
        else known.set(spelling, [meaning]);
      }
    }
  }
  const words = [...known.keys()];
  return { automaton: buildAutomaton(words), words, meanings: [...known.values()] };
}

/** An expression's forms, also without apostrophes. */
function spellings(expression: string): string[] {
  return [...new Set(expand(expression).flatMap((form) => [form, form.replaceAll("'", '')]))];
}

/** Whether a Latin word or number is cut in two here: “sue” in “issue”, “12315” in a longer number. */
function cutsWord(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const before = text.charCodeAt(at - 1);
  return before !== 39 && isWordPart(before) && isWordPart(text.charCodeAt(at)) && text.charCodeAt(at) !== 39;
}

/** Where the second part of an expression ends in the same sentence, or -1. */
function endOfRest(text: string, from: number, rests: string[]): number {
  const gap = text.slice(from, from + longestGap);
  const sentence = gap.slice(0, /[。!?;]/.exec(gap)?.index);
  for (const rest of rests) {
    const at = sentence.indexOf(rest);
    const end = from + at + rest.length;
    if (at >= 0 && !cutsWord(text, from + at) && !cutsWord(text, end)) return end;
  }
  return -1;
}

function find(text: string): Finding[] {
  const findings: Finding[] = [];
  automaton.scan(text, (word, end) => {
    const from = end - (words[word]?.length ?? 0);
    if (findings.length >= mostSignals || cutsWord(text, from) || cutsWord(text, end)) return;
    for (const { kind, weight, rests } of meanings[word] ?? []) {
      const to = rests.length === 0 ? end : endOfRest(text, end, rests);
      if (to < 0) continue;
      const left = weight * weightInPlace(text, from, to, asksAnyway.has(kind));
      if (left > 0) findings.push({ kind, from, to, weight: left });
    }
  });
  return findings;
}

/** Of overlapping findings of one kind the heavier, then the longer one stays. */
function withoutOverlaps(findings: Finding[]): Finding[] {
  const kept: Finding[] = [];
  findings.sort((a, b) => b.weight - a.weight || b.to - b.from - (a.to - a.from) || a.from - b.from);
  for (const finding of findings) {
    const { kind, from, to } = finding;
    if (!kept.some((other) => other.kind === kind && other.from < to && from < other.to)) kept.push(finding);
  }
  return kept.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Finds what is at stake in a text: each signal with the words that show it, where they stand in the original. */
export function predictSignals(original: string, normalised: Normalised): Signal[] {
  const { text } = normalised;
  const findings = find(text);
  const bare = unmask(text.slice(0, longestMask));
  if (bare) {
    const { places } = bare;
    for (const { from, to, ...rest } of find(bare.text)) {
      findings.push({ ...rest, from: places?.[from] ?? from, to: (places?.[to - 1] ?? to - 1) + 1 });
    }
  }
  if (findings.length === 0) return [];
  return withoutOverlaps(findings).map(({ kind, from, to, weight }) => {
    const { start, end } = originalSpan(normalised, from, to);
    return { kind, words: original.slice(start, end), start, end, weight };
  });
}
