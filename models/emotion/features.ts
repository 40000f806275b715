import { isDigit, isHan, isLatin, isWordPart } from '../text/characters.ts';

/** Bits of a feature key: 16 choose the bucket of the table, 8 tell its n-grams apart. */
export const keyBits = 24;

/** The n-grams of one text as hashed keys. The array is reused: read it before extracting the next text. */
export type Features = { keys: Int32Array; count: number };

const longestWord = 24;
const negators = new Set([
  'not',
  'no',
  'never',
  'nothing',
  'without',
  'cannot',
  'cant',
  'dont',
  'wont',
  'nor',
  'hardly',
]);

let keys = new Int32Array(8192);
let count = 0;

const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x9e3779b1) ^ (hash >>> 15);

function emit(hash: number) {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  keys[count++] = (mixed ^ (mixed >>> 16)) >>> (32 - keyBits);
}

/** Pieces of three to five letters of a word with its borders, which stand spelling mistakes and endings. */
function emitPieces(text: string, from: number, to: number) {
  const last = Math.min(to, from + longestWord);
  if (last - from < 3) return;
  for (let at = from - 1; at < last - 1; at++) {
    let hash = 0x51ed270b;
    for (let length = 1; length <= 5 && at + length <= last + 1; length++) {
      const place = at + length - 1;
      hash = step(hash, place < from || place >= last ? 0x5f : text.charCodeAt(place));
      if (length >= 3) emit(hash);
    }
  }
}

function hashWord(text: string, from: number, to: number): number {
  let hash = 0x2545f491;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code !== 39) hash = step(hash, isDigit(code) ? 48 : code);
  }
  return hash;
}

/** Where a web address that starts here ends; the same place if none starts here. */
function skipAddress(text: string, from: number): number {
  if (!text.startsWith('http', from)) return from;
  let at = from + 4;
  while (at < text.length && text.charCodeAt(at) > 32 && !isHan(text.charCodeAt(at))) at++;
  return at;
}

const isNegator = (word: string): boolean => negators.has(word) || word.endsWith("n't");

/**
 * Takes the n-grams of a normalised text in one pass. The text is a row of symbols, a Latin word or any other single
 * character: one to four characters in a row, one or two symbols where a word is among them, the pieces of each word,
 * and each word after a negation once more, as negated. Names after an @ and digits count as alike.
 */
export function extractFeatures(text: string): Features {
  if (keys.length < text.length * 6 + 64) keys = new Int32Array(text.length * 6 + 64);
  count = 0;
  // The last symbols, newest first: the hashes of the rows that end with them, and how many of them may grow.
  let one = 0;
  let two = 0;
  let three = 0;
  let rows = 0;
  let negated = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 32) {
      at++;
      continue;
    }
    let end = at + 1;
    let symbol = code;
    const isWord = isWordPart(code);
    if (isWord) {
      while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
      const past = isLatin(code) ? skipAddress(text, at) : at;
      if (past > at) end = past;
      const isName = at > 0 && text.charCodeAt(at - 1) === 64;
      const plain = past === at && !isName;
      symbol = plain ? hashWord(text, at, end) : isName ? 0x40 : 0x2f;
      if (plain && isLatin(code)) {
        emitPieces(text, at, end);
        if (negated-- > 0) emit(step(0x7feb352d, symbol));
        if (isNegator(text.slice(at, Math.min(end, at + 10)))) negated = 3;
      }
    } else negated = 0;
    const grown1 = step(0x1b873593, symbol);
    emit(grown1);
    const grown2 = rows > 0 ? step(one, symbol) : 0;
    if (rows > 0) emit(grown2);
    let grown3 = 0;
    if (!isWord && rows > 1) {
      grown3 = step(two, symbol);
      emit(grown3);
      if (rows > 2) emit(step(three, symbol));
    }
    rows = isWord ? 1 : Math.min(rows + 1, 3);
    one = grown1;
    two = grown2;
    three = grown3;
    at = end;
  }
  return { keys, count };
}
