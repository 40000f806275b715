import { isDigit, isHan, isLatin, isWordPart } from '../text/characters.ts';

/**
 * A term of a question: its key, whether it is a word (to be looked up) or a piece (to compare spellings by), and where
 * it stands in the normalised text.
 */
export type Term = { key: string; isWord: boolean; from: number; to: number };

/** Words so frequent in questions that a pair with one of them tells nothing. */
const small = new Set(
  'a an the to of in on for my i me you your is are do does did can could would will it this that and or with at be have has how what please'.split(
    ' ',
  ),
);

/** The stem of an English word, so that cards, card and carding meet: crude, and the same on both sides. */
function stem(word: string): string {
  let short = word.replace(/'s$|'/g, '');
  if (short.length > 4) short = short.replace(/(?:ies|y)$/, 'i');
  if (short.length > 4) short = short.replace(/(?<=[^s])s$/, '').replace(/(?:ing|ed|e)$/, '');
  return short.length > 3 ? short.replace(/(.)\1$/, '$1') : short;
}

/** The terms of a normalised text: Chinese characters and their pairs, English stems, their pairs and letter pieces. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  let lastStem = '';
  let lastFrom = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (isHan(code)) {
      const isPair = isHan(text.charCodeAt(at + 1));
      terms.push({ key: text.charAt(at), isWord: true, from: at, to: at + 1 });
      if (isPair) terms.push({ key: text.slice(at, at + 2), isWord: true, from: at, to: at + 2 });
      if (isPair && isHan(text.charCodeAt(at + 2)))
        terms.push({ key: text.slice(at, at + 3), isWord: false, from: at, to: at + 3 });
      lastStem = '';
      at++;
    } else if (isLatin(code) || isDigit(code)) {
      let end = at + 1;
      while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
      const word = stem(text.slice(at, end));
      terms.push({ key: word, isWord: true, from: at, to: end });
      if (lastStem !== '' && !(small.has(word) && small.has(lastStem))) {
        terms.push({ key: `${lastStem} ${word}`, isWord: true, from: lastFrom, to: end });
      }
      const framed = `_${word}_`;
      for (let piece = 0; word.length > 3 && piece + 4 <= framed.length; piece++) {
        terms.push({ key: `~${framed.slice(piece, piece + 4)}`, isWord: false, from: at, to: end });
      }
      lastStem = word;
      lastFrom = at;
      at = end;
    } else {
      if (code !== 32 && code !== 45) lastStem = '';
      at++;
    }
  }
  return terms;
}
