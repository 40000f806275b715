import type { SignalKind } from '../../judgement.ts';

/**
 * One line of the lexicon: how strongly its expressions show a signal (0–1), and the expressions, normalised and
 * separated by `|`. `{a|b}` stands for either (`{a|}` for a or nothing); `…` for a few words in between.
 */
export type LexiconLine = { kind: SignalKind; weight: number; expressions: string };

/** Shortens a group of lines of one kind: pairs of a weight and its expressions. */
export const lines = (kind: SignalKind, ...groups: [weight: number, expressions: string][]): LexiconLine[] =>
  groups.map(([weight, expressions]) => ({ kind, weight, expressions }));

/** Cuts at the `|` that are not inside braces. */
export function alternatives(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '{') depth++;
    else if (letter === '}') depth--;
    else if (at === text.length || (letter === '|' && depth === 0)) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return parts;
}

/** All forms of one expression: every choice of every pair of braces. */
export function expand(expression: string): string[] {
  let forms = [''];
  // Pieces alternate between plain text and the inside of braces.
  expression.split(/[{}]/).forEach((piece, place) => {
    const choices = place % 2 === 0 ? [piece] : piece.split('|');
    const grown: string[] = [];
    for (const form of forms) for (const choice of choices) grown.push(form + choice);
    forms = grown;
  });
  return forms.map((form) => form.replace('  ', ' ').trim());
}
