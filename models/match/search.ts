import type { PostingIndex } from './posting-index.ts';
import { type Term, termsOf } from './terms.ts';

/** A row found for a question; the similarities run from 0 to 1. */
export type Hit = {
  row: number;
  overlap: number; // BM25, as a share of what the question's own words could reach
  likeness: number; // cosine over words and pieces
  covered: number; // share of the question's words, by rarity, that the row has
};

const looked = 48; // rows that are compared in full
const growth = 1.2; // BM25's k1
const lengthWeight = 0.5; // BM25's b

/** The terms of a question that are in the index, each once, and how much it says in all. */
type Query = { numbers: number[]; norm: number; words: number; reach: number };

function queryOf(terms: Term[], { numbers, rarity }: PostingIndex, rows: number): Query {
  const unknown = Math.log(1 + (rows + 0.5) / 0.5);
  const seen = new Set<string>();
  const query: Query = { numbers: [], norm: 0, words: 0, reach: 0 };
  for (const { key, isWord } of terms) {
    if (seen.has(key)) continue;
    seen.add(key);
    const number = numbers.get(key);
    const weight = number === undefined ? unknown : (rarity[number] ?? 0);
    if (number !== undefined) query.numbers.push(number);
    query.norm += weight * weight;
    // A pair of words that nobody wrote together says little; an unknown word much.
    if (isWord) query.words += number === undefined && key.length > 1 && key.includes(' ') ? weight * 0.3 : weight;
  }
  query.norm = Math.sqrt(query.norm) || 1;
  return query;
}

/** Searches an index; keeps its scratch space, so that a search allocates next to nothing. */
export function buildSearch(index: PostingIndex): (text: string) => Hit[] {
  const { rarity, isWord, postingStarts, postings, rowStarts, rowTerms, rowNorms, rowWords, meanWords } = index;
  const rows = rowNorms.length;
  const scores = new Float32Array(rows);
  const touched = new Uint32Array(rows);
  const weights = new Float32Array(rarity.length);
  const shortening = Float32Array.from(rowWords, (words) => 1 - lengthWeight + (lengthWeight * words) / meanWords);

  /** Adds up BM25 over the postings of the question's words; returns how many rows were met. */
  function addUp(numbers: number[]): number {
    let met = 0;
    for (const number of numbers) {
      if (!isWord[number]) continue;
      const weight = (rarity[number] ?? 0) * (growth + 1);
      for (let at = postingStarts[number] ?? 0; at < (postingStarts[number + 1] ?? 0); at++) {
        const row = postings[at] ?? 0;
        const before = scores[row] ?? 0;
        if (before === 0) touched[met++] = row;
        scores[row] = before + weight / (1 + growth * (shortening[row] ?? 1));
      }
    }
    return met;
  }

  /** The best rows met, best first. */
  function best(met: number): number[] {
    const kept: number[] = [];
    let least = 0;
    for (let at = 0; at < met; at++) {
      const row = touched[at] ?? 0;
      const score = scores[row] ?? 0;
      if (kept.length === looked && score <= least) continue;
      let place = kept.length === looked ? looked - 1 : kept.length;
      while (place > 0 && (scores[kept[place - 1] ?? 0] ?? 0) < score) {
        kept[place] = kept[place - 1] ?? 0;
        place--;
      }
      kept[place] = row;
      least = scores[kept[kept.length - 1] ?? 0] ?? 0;
    }
    return kept;
  }

  return (text) => {
    const query = queryOf(termsOf(text), index, rows);
    const met = addUp(query.numbers);
    const kept = best(met);
    for (const number of query.numbers) weights[number] = rarity[number] ?? 0;
    const hits = kept.map((row): Hit => {
      let product = 0;
      let covered = 0;
      for (let at = rowStarts[row] ?? 0; at < (rowStarts[row + 1] ?? 0); at++) {
        const number = rowTerms[at] ?? 0;
        const weight = weights[number] ?? 0;
        if (weight === 0) continue;
        product += weight * weight;
        if (isWord[number]) covered += weight;
      }
      const likeness = product / (query.norm * (rowNorms[row] ?? 1));
      const overlap = Math.min(1, (scores[row] ?? 0) / (query.words * (growth + 1)) / (1 / (1 + growth * 0.6)));
      return { row, overlap, likeness, covered: query.words > 0 ? covered / query.words : 0 };
    });
    for (const number of query.numbers) weights[number] = 0;
    for (let at = 0; at < met; at++) scores[touched[at] ?? 0] = 0;
    return hits;
  };
}
