import type { Candidate, FaqEntry, Match } from '../judgement.ts';
import { predictLanguage } from '../language/predict.ts';
import { isHan } from '../text/characters.ts';
import { normalise } from '../text/normalise.ts';
import { confidenceOf, type Evidence } from './confidence.ts';
import { buildIndex } from './posting-index.ts';
import { buildSearch, type Hit } from './search.ts';
import { termsOf } from './terms.ts';

const longestQuestion = 1000; // characters; more is a story, and its question stands near the beginning
const voters = 16; // nearest rows that count for the share of an entry
const doubt = 0.05; // votes for no entry at all
const foreign = 0.6; // what is left of the score of an entry in another language

/** An entry that some row speaks for. */
type Contender = { entry: number; best: Hit; score: number; votes: number };

export type Ranked = { contender: Contender; evidence: Evidence };

const scoreOf = ({ overlap, likeness }: Hit): number => 0.4 * overlap + 0.6 * likeness;

/** Groups the hits by entry, best first; several rows of one entry support it. */
function contend(hits: Hit[], entryOf: Uint32Array, discount: (entry: number) => number): Contender[] {
  const contenders = new Map<number, Contender>();
  const near = hits.map((hit) => ({ hit, score: scoreOf(hit) * discount(entryOf[hit.row] ?? 0) }));
  near.sort((a, b) => b.score - a.score || a.hit.row - b.hit.row);
  near.forEach(({ hit, score }, rank) => {
    const entry = entryOf[hit.row] ?? 0;
    const vote = rank < voters ? score ** 3 : 0;
    const known = contenders.get(entry);
    if (known) known.votes += vote;
    else contenders.set(entry, { entry, best: hit, score, votes: vote });
  });
  const all = [...contenders.values()];
  // A little doubt is always there, or the only one who faintly fits would have all votes.
  const total = all.reduce((sum, { votes }) => sum + votes, doubt);
  for (const contender of all) {
    contender.votes /= total;
    contender.score += contender.votes * contender.score;
  }
  return all.sort((a, b) => b.score - a.score || a.entry - b.entry);
}

/** Ranks entries for a question with all that confidence is judged by; for training and for the matcher. */
export function buildRanker(entries: readonly FaqEntry[]) {
  const rows: string[] = [];
  const owners: number[] = [];
  entries.forEach(({ question, variants }, entry) => {
    for (const text of new Set([question, ...variants].map((said) => normalise(said).text))) {
      rows.push(text);
      owners.push(entry);
    }
  });
  const entryOf = Uint32Array.from(owners);
  const search = buildSearch(buildIndex(rows));

  const rank = (text: string, language: string, limit: number): Ranked[] => {
    const discount = (entry: number) => (language === 'other' || entries[entry]?.lang === language ? 1 : foreign);
    const contenders = contend(search(text), entryOf, discount);
    const terms = termsOf(text).filter(({ isWord }) => isWord).length;
    return contenders.slice(0, limit).map((contender, place) => {
      const rivalScore = contenders[place === 0 ? 1 : 0]?.score ?? 0;
      const { best, score, votes: share } = contender;
      const { likeness, covered } = best;
      return { contender, evidence: { likeness, covered, score, rivalScore, share, terms } };
    });
  };
  return { rank, rows };
}

/** The words of the question that a row has too, as they stand in the question. */
function sharedWords(question: string, row: string): string[] {
  const known = new Set(termsOf(row).map(({ key }) => key));
  const covered = new Uint8Array(question.length + 1);
  for (const { key, isWord, from, to } of termsOf(question)) {
    // A single Chinese character that both have is chance as often as not.
    if (isWord && known.has(key) && (to - from > 1 || !isHan(question.charCodeAt(from)))) covered.fill(1, from, to);
  }
  const words = new Set<string>();
  let from = -1;
  for (let at = 0; at <= question.length; at++) {
    if (covered[at] && from < 0) from = at;
    if (covered[at] || from < 0) continue;
    words.add(question.slice(from, at).trim());
    from = -1;
  }
  return [...words];
}

/** Builds the matcher of a knowledge base: all phrasings of all entries are searched, the best entries come back. */
export function buildMatcher(entries: readonly FaqEntry[]): Match {
  const { rank, rows } = buildRanker(entries);
  return (question, limit = 3) => {
    const { text } = normalise(question.slice(0, longestQuestion));
    const ranked = rank(text, predictLanguage(question).code, limit);
    const candidates = ranked.map(
      ({ contender, evidence }): Candidate => ({
        entryId: entries[contender.entry]?.id ?? '',
        confidence: confidenceOf(evidence),
        matched: sharedWords(text, rows[contender.best.row] ?? ''),
      }),
    );
    return candidates.sort((a, b) => b.confidence - a.confidence);
  };
}
