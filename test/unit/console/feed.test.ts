import { describe, expect, it } from 'vitest';
import { extended, type Order, refreshed } from '../../../console/src/feed.ts';

type Item = { id: string; rank: number };
const order: Order<Item> = { idOf: ({ id }) => id, before: (one, other) => one.rank < other.rank };
const items = (...ranks: number[]) => ranks.map((rank) => ({ id: `i${rank}`, rank }));

describe('a list that keeps itself fresh', () => {
  it('puts what is new before what it holds, and keeps the pages after', () => {
    const held = { items: items(2, 3, 4, 5), next: 'after-5' };

    expect(refreshed(held, { items: items(1, 2, 3), next: 'after-3' }, order)).toEqual({
      items: items(1, 2, 3, 4, 5),
      next: 'after-5',
    });
  });

  it('lets go what the page no longer has', () => {
    const held = { items: items(1, 2, 3, 4), next: 'after-4' };

    expect(refreshed(held, { items: items(1, 3), next: 'after-3' }, order).items).toEqual(items(1, 3, 4));
    expect(refreshed(held, { items: items(1, 3) }, order)).toEqual({ items: items(1, 3) });
  });

  it('starts from the page alone when so much has come that the two do not meet', () => {
    const page = { items: items(1, 2), next: 'after-2' };

    expect(refreshed({ items: items(7, 8) }, page, order)).toBe(page);
  });

  it('adds the next page once, even where the two overlap', () => {
    const held = { items: items(1, 2), next: 'after-2' };

    expect(extended(held, { items: items(2, 3) }, order)).toEqual({ items: items(1, 2, 3), next: undefined });
  });
});
