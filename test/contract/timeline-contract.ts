import { expect, it } from 'vitest';
import { BadCursor, toCursor } from '../../functions/shared/adapters/cursor.ts';
import type { Entry } from '../../functions/shared/entry.ts';
import type { Timeline } from '../../functions/shared/ports/timeline.ts';
import { aMessageEntry, aNote, aReplyEntry, minutesOn, wednesday } from '../fixtures/builders.ts';
import { hostileIds } from './hostile-ids.ts';

const hour = wednesday.slice(0, 13);

/** Every page from the first to the last, as lists of entry ids. */
async function allPages(timeline: Timeline, customerId: string, limit: number) {
  const pages: string[][] = [];
  let next: string | undefined;
  do {
    const page = await timeline.page(customerId, { limit, ...(next ? { next } : {}) });
    pages.push(page.entries.map(({ entryId }) => entryId));
    next = page.next;
  } while (next);
  return pages;
}

/** What every timeline promises, whatever it is kept in. */
export function timelineContract(make: () => Timeline | Promise<Timeline>) {
  it('keeps one entry when the same one arrives twice, and leaves it as it was', async () => {
    const timeline = await make();

    expect(await timeline.append(aNote({ text: 'first' }))).toBe('added');
    expect(await timeline.append(aNote({ text: 'second' }))).toBe('seen-before');
    expect(await timeline.get(aNote())).toEqual(aNote({ text: 'first' }));
  });

  it('tells exactly one of twenty who append the same entry at once that it is added', async () => {
    const timeline = await make();

    const told = await Promise.all(
      Array.from({ length: 20 }, (_, index) => timeline.append(aNote({ text: `by ${index}` }))),
    );

    expect(told.filter((each) => each === 'added')).toHaveLength(1);
    expect((await timeline.page(aNote().customerId, { limit: 10 })).entries).toHaveLength(1);
  });

  it('gives back every kind of entry as it was given', async () => {
    const timeline = await make();
    const { customerId } = aNote();
    const entries: Entry[] = [
      aMessageEntry({
        occurredAt: minutesOn(0),
        message: { text: '你好 👋 \t\n', name: '', subject: 'x' },
        risk: { score: 0.5, reasons: [] },
      }),
      aReplyEntry({
        occurredAt: minutesOn(1),
        author: 'Ann',
        inReplyTo: 'm-1',
        reasons: [{ because: 'matches', weight: 0.9 }],
      }),
      {
        ...aNote({ entryId: 'e-1' }),
        kind: 'escalation',
        occurredAt: minutesOn(2),
        ticketId: 't-1',
        inReplyTo: 'm-1',
        reasons: [],
        suggestions: [],
      } as Entry,
      aNote({ occurredAt: minutesOn(3), text: '' }),
    ].map((each) => ({ ...each, customerId }));
    const { text: _, ...escalation } = entries[2] as Entry & { text?: string };
    entries[2] = escalation as Entry;

    for (const each of entries) await timeline.append(each);

    expect((await timeline.page(customerId, { limit: 10 })).entries).toEqual(entries.toReversed());
    for (const each of entries) expect(await timeline.get(each)).toEqual(each);
  });

  it('has nothing of whom it does not know', async () => {
    const timeline = await make();
    await timeline.append(aNote());

    expect(await timeline.get(aNote({ entryId: 'n-2' }))).toBeUndefined();
    expect(await timeline.get(aNote({ occurredAt: minutesOn(1) }))).toBeUndefined();
    expect(await timeline.page('c-nobody', { limit: 10 })).toEqual({ entries: [] });
    expect(await timeline.since('c-nobody', { occurredAt: wednesday, entryId: '' }, 10)).toEqual([]);
    expect(await timeline.hour('2020-01-01T00', 10)).toEqual([]);
  });

  it('pages through 250 entries newest first, each once, in whatever order they came', async () => {
    const timeline = await make();
    const { customerId } = aNote();
    const order = Array.from({ length: 250 }, (_, index) => (index * 97) % 250);
    await Promise.all(
      order.map((index) => timeline.append(aNote({ entryId: `n-${index}`, occurredAt: minutesOn(index) }))),
    );

    const pages = await allPages(timeline, customerId, 60);

    expect(pages.map((page) => page.length)).toEqual([60, 60, 60, 60, 10]);
    expect(pages.flat()).toEqual(Array.from({ length: 250 }, (_, index) => `n-${249 - index}`));
  });

  it('goes on where a page ended, also when something newer has happened since', async () => {
    const timeline = await make();
    const { customerId } = aNote();
    for (let index = 0; index < 6; index++)
      await timeline.append(aNote({ entryId: `n-${index}`, occurredAt: minutesOn(index) }));
    const { next = '' } = await timeline.page(customerId, { limit: 3 });
    await timeline.append(aNote({ entryId: 'n-newer', occurredAt: minutesOn(60) }));

    const [again, twice] = [
      await timeline.page(customerId, { limit: 3, next }),
      await timeline.page(customerId, { limit: 3, next }),
    ];

    expect(again.entries.map(({ entryId }) => entryId)).toEqual(['n-2', 'n-1', 'n-0']);
    expect(twice).toEqual(again);
  });

  it.each([' ', '%%%', '💥', toCursor('a b'), toCursor('{}'), toCursor('PERSON'), toCursor(`${wednesday}#t-1`)])(
    'refuses the page token %j',
    async (next) => {
      const timeline = await make();
      await timeline.append(aNote());

      await expect(timeline.page(aNote().customerId, { limit: 10, next })).rejects.toThrow(BadCursor);
    },
  );

  it('keeps entries of one instant apart by their ids', async () => {
    const timeline = await make();
    for (const entryId of ['b', 'a', 'c']) await timeline.append(aNote({ entryId }));

    expect((await allPages(timeline, aNote().customerId, 1)).flat()).toEqual(['c', 'b', 'a']);
  });

  it.each(hostileIds)('keeps an entry called %j, pages past it, and mixes it up with no other', async (entryId) => {
    const timeline = await make();
    await timeline.append(aNote({ entryId, occurredAt: minutesOn(1) }));
    await timeline.append(aNote({ entryId: 'before' }));

    expect(await timeline.get(aNote({ entryId, occurredAt: minutesOn(1) }))).toMatchObject({ entryId });
    expect((await allPages(timeline, aNote().customerId, 1)).flat()).toEqual([entryId, 'before']);
  });

  it.each(hostileIds)('keeps the life of a customer called %j from everybody else’s', async (customerId) => {
    const timeline = await make();
    await timeline.append(aNote({ customerId }));
    await timeline.append(aNote({ customerId: 'c-other', text: 'another’s' }));

    const { entries } = await timeline.page(customerId, { limit: 10 });

    expect(entries).toEqual([aNote({ customerId })]);
    expect((await timeline.page('c-other', { limit: 10 })).entries).toEqual([
      aNote({ customerId: 'c-other', text: 'another’s' }),
    ]);
  });

  it('keeps two ids of 256 characters apart that differ in the last', async () => {
    const timeline = await make();
    const [one, two] = ['a', 'b'].map((end) => '语'.repeat(255) + end);

    expect(await timeline.append(aNote({ entryId: `${one}` }))).toBe('added');
    expect(await timeline.append(aNote({ entryId: `${two}` }))).toBe('added');
    expect(await timeline.append(aNote({ customerId: `${one}` }))).toBe('added');
    expect((await timeline.page(`${two}`, { limit: 10 })).entries).toEqual([]);
  });

  it('tells what happened since an entry, oldest first, up to a limit', async () => {
    const timeline = await make();
    const { customerId } = aNote();
    for (let index = 0; index < 8; index++)
      await timeline.append(aNote({ entryId: `n-${index}`, occurredAt: minutesOn(index) }));
    const since = async (minutes: number, entryId: string, limit: number) =>
      (await timeline.since(customerId, { occurredAt: minutesOn(minutes), entryId }, limit)).map(
        (each) => each.entryId,
      );

    expect(await since(5, 'n-5', 10)).toEqual(['n-6', 'n-7']);
    expect(await since(5, '', 10)).toEqual(['n-5', 'n-6', 'n-7']);
    expect(await since(0, 'n-0', 3)).toEqual(['n-1', 'n-2', 'n-3']);
    expect(await since(-60, '', 3)).toEqual(['n-0', 'n-1', 'n-2']);
    expect(await since(9, '', 3)).toEqual([]);
  });

  it('tells what all customers lived through in an hour, newest first, and nothing of the next', async () => {
    const timeline = await make();
    const all = Array.from({ length: 40 }, (_, index) =>
      aNote({ customerId: `c-${index}`, entryId: `n-${index}`, occurredAt: minutesOn(index) }),
    );
    await Promise.all(
      [...all, aNote({ occurredAt: minutesOn(60) }), aNote({ occurredAt: minutesOn(-1) })].map((each) =>
        timeline.append(each),
      ),
    );

    expect((await timeline.hour(hour, 100)).map(({ entryId }) => entryId)).toEqual(
      all.map(({ entryId }) => entryId).toReversed(),
    );
  });

  it('shows at least the newest of an hour, however few are asked for', async () => {
    const timeline = await make();
    for (let index = 0; index < 30; index++)
      await timeline.append(aNote({ entryId: `n-${index}`, occurredAt: minutesOn(index) }));

    const shown = await timeline.hour(hour, 1);

    expect(shown[0]?.entryId).toBe('n-29');
    expect(shown.length).toBeLessThanOrEqual(8);
  });
}
