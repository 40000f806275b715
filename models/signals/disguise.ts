import { isHan, isLatin } from '../text/characters.ts';

/** A text without its disguise; `places[i]` is where its i-th character stands in the text it was made from. */
export type Unmasked = { text: string; places: number[] | undefined };

const spacedHan = /(?<=\p{sc=Han})[ *._~^|+·•/\\-]{1,3}(?=\p{sc=Han})/gu;
const spacedLetters = /(?<![a-z0-9])(?:[a-z][ .*_-]{1,2}){2,}[a-z](?![a-z0-9])/g;
const digitInWord = /[a-z][0134578@$!|]+[a-z]|(?<![a-z0-9])[$5][a-z]{2}/;
const letterFor: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
};

const separators = new Set(Array.from(' *._~^|+·•/\\-', (sign) => sign.charCodeAt(0)));
const standsForLetter = new Set(Array.from('0134578@$!|', (sign) => sign.charCodeAt(0)));

/** One cheap pass that spares most texts the patterns below: is there a gap or a sign where a disguise has one? */
function looksDisguised(text: string): boolean {
  for (let at = 0; at + 1 < text.length; at++) {
    const code = text.charCodeAt(at);
    const before = at > 0 ? text.charCodeAt(at - 1) : 32;
    if (
      standsForLetter.has(code) &&
      (isLatin(before) || code === 36 || code === 53) &&
      isLatin(text.charCodeAt(at + 1))
    )
      return true;
    if (!separators.has(code)) continue;
    if (isHan(before)) return true;
    if (isLatin(before) && (at === 1 || !isLatin(text.charCodeAt(at - 2))) && separators.has(text.charCodeAt(at + 2)))
      return true;
  }
  return false;
}

/** Takes out the given pieces and keeps account of where the rest stood. */
function without(text: string, cuts: { from: number; to: number }[]): Unmasked {
  const places: number[] = [];
  let kept = '';
  let at = 0;
  for (const { from, to } of [...cuts, { from: text.length, to: text.length }]) {
    for (; at < from; at++) {
      kept += text.charAt(at);
      places.push(at);
    }
    at = Math.max(at, to);
  }
  return { text: kept, places };
}

/**
 * Undoes what hides a word from the lexicon in a normalised text: characters set apart (骗 子, s.c.a.m) and digits for
 * letters (sc4m). Undefined when there is nothing to undo.
 */
export function unmask(text: string): Unmasked | undefined {
  if (!looksDisguised(text)) return undefined;
  const cuts: { from: number; to: number }[] = [];
  for (const found of text.matchAll(spacedHan)) cuts.push({ from: found.index, to: found.index + found[0].length });
  for (const found of text.matchAll(spacedLetters)) {
    for (const gap of found[0].matchAll(/[^a-z]+/g)) {
      cuts.push({ from: found.index + gap.index, to: found.index + gap.index + gap[0].length });
    }
  }
  const isLeet = digitInWord.test(text);
  if (cuts.length === 0 && !isLeet) return undefined;
  cuts.sort((a, b) => a.from - b.from);
  const joined = cuts.length > 0 ? without(text, cuts) : { text, places: undefined };
  if (!isLeet) return joined;
  const spelled = joined.text.replace(/[a-z0-9@$!|]*[a-z][a-z0-9@$!|]*/g, (word) =>
    word.replace(/[0134578@$|]|!(?=[a-z])/g, (sign) => letterFor[sign] ?? sign),
  );
  return { text: spelled, places: joined.places };
}
