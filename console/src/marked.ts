/** A piece of a text, and whether it is one of the words looked for. */
export type Piece = { text: string; isMarked: boolean };

/** Cuts a text around the first place of each of the words, so that they can be shown where they stand. */
export function markedPieces(text: string, words: string[]): Piece[] {
  const found = words
    .filter((word) => word !== '')
    .map((word) => ({ from: text.indexOf(word), to: text.indexOf(word) + word.length }))
    .filter(({ from }) => from >= 0)
    .sort((one, other) => one.from - other.from);
  const pieces: Piece[] = [];
  let done = 0;
  for (const { from, to } of found) {
    if (from < done) continue; // lies within words already marked
    if (from > done) pieces.push({ text: text.slice(done, from), isMarked: false });
    pieces.push({ text: text.slice(from, to), isMarked: true });
    done = to;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), isMarked: false });
  return pieces;
}
