import { seededRandom } from '../../models/random.ts';

/** Chance that is the same for the same seed and purpose. */
export type Random = {
  /** From 0 up to 1. */
  next(): number;
  chance(share: number): boolean;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
};

const mixed = (seed: number, purpose: string) =>
  [...purpose].reduce((hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193), seed ^ 0x811c9dc5);

/** A stream of its own for each purpose, so that one more message does not change which calls fail. */
export function randomFor(seed: number, purpose: string): Random {
  const next = seededRandom(mixed(seed, purpose));
  return {
    next,
    chance: (share) => next() < share,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
