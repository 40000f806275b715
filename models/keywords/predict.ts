import { readFileSync } from 'node:fs';
import { isHan } from '../text/characters.ts';
import { stopWords, topics } from './words.ts';

const most = 5;
const longestRead = 400; // characters; what a message is about stands near its beginning
const longestPhrase = 3; // words

const wordRun = /[a-z][a-z0-9'+-]*|[,.;:!?()"\n]|\d[\d.]*/g;

/**
 * Chinese words and how telling each is: the rarer, the more. `longest` says how long
 * the longest word is that begins with two characters, so that most places in a text cost one look-up and no new string.
 */
export type Vocabulary = { words: ReadonlyMap<string, number>; longest: ReadonlyMap<number, number> };

const pairAt = (text: string, at: number): number =>
  (text.charCodeAt(at) - 0x3400) * 0x6c00 + (text.charCodeAt(at + 1) - 0x3400);

/** Reads the vocabulary, one word a line, the most frequent first; a missing file is an error that names it. */
export function readVocabulary(path: string): Vocabulary {
  let file: string;
  try {
    file = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`The words of the key phrases cannot be read: ${path}`, { cause });
  }
  const lines = file.split('\n').filter((word) => word !== '');
  if (lines.length === 0) throw new Error(`The words of the key phrases are damaged: ${path}`);
  const words = new Map(lines.map((word, rank) => [word, 1 + Math.log2(1 + rank) / 8]));
  for (const word of stopWords) if (word.length > 1 && isHan(word.charCodeAt(0))) words.set(word, 0);
  for (const topic of topics) if (isHan(topic.charCodeAt(0))) words.set(topic, 4);
  const longest = new Map<number, number>();
  for (const word of words.keys()) {
    const pair = pairAt(word, 0);
    longest.set(pair, Math.max(longest.get(pair) ?? 0, word.length));
  }
  return { words, longest };
}

type Scores = Map<string, { score: number; at: number }>;

function add(scores: Scores, phrase: string, score: number, at: number) {
  const known = scores.get(phrase);
  if (known) known.score += score / 2;
  else scores.set(phrase, { score, at });
}

/** Chinese words, the longest first from each place on. */
function addChinese(scores: Scores, text: string, { words, longest }: Vocabulary) {
  for (let at = 0; at + 1 < text.length; ) {
    let length = isHan(text.charCodeAt(at)) ? Math.min(longest.get(pairAt(text, at)) ?? 1, text.length - at) : 1;
    for (; length > 1; length--) {
      const word = text.slice(at, at + length);
      const telling = words.get(word);
      if (telling === undefined) continue;
      if (telling > 0) add(scores, word, telling, at);
      break;
    }
    at += Math.max(length, 1);
  }
}

/** English phrases: words in a row that are not stop words, cut at three. */
function addEnglish(scores: Scores, text: string) {
  let words: string[] = [];
  let from = 0;
  const close = () => {
    const hits = words.filter((word) => topics.has(word) || topics.has(word.replace(/s$/, ''))).length;
    const length = words.join(' ').length;
    if (words.length > 0 && length > 2)
      add(scores, words.join(' '), words.length + hits * 2 + Math.min(length, 20) / 20, from);
    words = [];
  };
  for (const { 0: word, index } of text.matchAll(wordRun)) {
    if (!/^[a-z]/.test(word) || stopWords.has(word) || text.charCodeAt(index - 1) === 64) {
      close();
      continue;
    }
    if (words.length === longestPhrase) close();
    if (words.length === 0) from = index;
    words.push(word);
  }
  close();
}

/**
 * The key phrases of a normalised text, the most telling first, at most five. `terms` are a brand's own words (products,
 * places), normalised; where they occur they come first.
 */
export function predictKeywords(text: string, vocabulary: Vocabulary, terms: readonly string[] = []): string[] {
  const start = text.slice(0, longestRead);
  const read = start.includes('http') ? start.replaceAll(/https?:\/\/\S+/g, ' ') : start;
  const scores: Scores = new Map();
  for (const term of terms) {
    const at = read.indexOf(term);
    if (at >= 0) add(scores, term, 10 + term.length / 10, at);
  }
  let han = 0;
  let latin = 0;
  for (let at = 0; at < read.length; at++) {
    const code = read.charCodeAt(at);
    if (isHan(code)) han++;
    else if (code >= 97 && code <= 122) latin++;
  }
  if (han > 1) addChinese(scores, read, vocabulary);
  if (latin > 1) addEnglish(scores, read);
  const ranked = [...scores].sort(([, a], [, b]) => b.score - a.score || a.at - b.at);
  return ranked.slice(0, most).map(([phrase]) => phrase);
}
