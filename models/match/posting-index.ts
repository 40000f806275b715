import { termsOf } from './terms.ts';

/** Rows of text by the terms in them: flat lists in typed arrays, small to keep and quick to walk. */
export type PostingIndex = {
  numbers: ReadonlyMap<string, number>; // of each term
  isWord: Uint8Array;
  rarity: Float32Array; // inverse document frequency of each term
  /** For each word the rows that have it: from `postingStarts[n]` to `postingStarts[n + 1]`. */
  postingStarts: Uint32Array;
  postings: Uint32Array;
  /** For each row its terms, each once: from `rowStarts[r]` to `rowStarts[r + 1]`. */
  rowStarts: Uint32Array;
  rowTerms: Uint32Array;
  rowNorms: Float32Array; // length of the row as a vector of rarities
  rowWords: Uint16Array; // how many words the row has
  meanWords: number;
};

/** Where lists of the given lengths begin when they lie one after the other. */
function startsOf(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, at) => {
    starts[at + 1] = (starts[at] ?? 0) + length;
  });
  return starts;
}

/** Indexes normalised texts; a row's number is its place in the list. */
export function buildIndex(texts: readonly string[]): PostingIndex {
  const numbers = new Map<string, number>();
  const wordFlags: number[] = [];
  const counts: number[] = [];
  const rowTerms: number[] = [];
  const rowLengths = new Uint32Array(texts.length);
  const rowWords = new Uint16Array(texts.length);
  const lastRow: number[] = [];
  texts.forEach((text, row) => {
    for (const { key, isWord } of termsOf(text)) {
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
        wordFlags.push(isWord ? 1 : 0);
        counts.push(0);
        lastRow.push(-1);
      }
      if (isWord) rowWords[row] = (rowWords[row] ?? 0) + 1;
      if (lastRow[number] === row) continue;
      lastRow[number] = row;
      counts[number] = (counts[number] ?? 0) + 1;
      rowTerms.push(number);
      rowLengths[row] = (rowLengths[row] ?? 0) + 1;
    }
  });
  const rarity = Float32Array.from(counts, (count) => Math.log(1 + (texts.length - count + 0.5) / (count + 0.5)));
  const rowStarts = startsOf(rowLengths);
  const postingStarts = startsOf(Uint32Array.from(counts, (count, number) => (wordFlags[number] ? count : 0)));
  const postings = new Uint32Array(postingStarts[counts.length] ?? 0);
  const filled = postingStarts.slice();
  const rowNorms = new Float32Array(texts.length);
  for (let row = 0; row < texts.length; row++) {
    let squares = 0;
    for (let at = rowStarts[row] ?? 0; at < (rowStarts[row + 1] ?? 0); at++) {
      const number = rowTerms[at] ?? 0;
      squares += (rarity[number] ?? 0) ** 2;
      if (!wordFlags[number]) continue;
      const place = filled[number] ?? 0;
      postings[place] = row;
      filled[number] = place + 1;
    }
    rowNorms[row] = Math.sqrt(squares) || 1;
  }
  const meanWords = rowWords.reduce((sum, words) => sum + words, 0) / Math.max(texts.length, 1) || 1;
  return {
    numbers,
    isWord: Uint8Array.from(wordFlags),
    rarity,
    postingStarts,
    postings,
    rowStarts,
    rowTerms: Uint32Array.from(rowTerms),
    rowNorms,
    rowWords,
    meanWords,
  };
}
