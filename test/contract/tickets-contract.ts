import { expect, it } from 'vitest';
import { BadCursor } from '../../functions/shared/adapters/cursor.ts';
import type { Tickets } from '../../functions/shared/ports/tickets.ts';
import { aTicket, minutesOn, wednesday } from '../fixtures/builders.ts';
import { hostileIds } from './hostile-ids.ts';

async function allOpen(tickets: Tickets, limit: number) {
  const ids: string[] = [];
  let next: string | undefined;
  do {
    const page = await tickets.openByDue({ limit, ...(next ? { next } : {}) });
    ids.push(...page.tickets.map(({ ticketId }) => ticketId));
    next = page.next;
  } while (next);
  return ids;
}

/** What every store of tickets promises. */
export function ticketsContract(make: () => Tickets | Promise<Tickets>) {
  it('gives back what was opened, field by field', async () => {
    const tickets = await make();
    const suggestions = [{ entryId: 'a', question: 'a?', answer: 'a!', confidence: 0.5 }];
    const lines = [{ at: wednesday, by: 'customer' as const, text: '你好 👋' }];
    const opened = aTicket({ name: 'Mei', context: { lines, course: [], suggestions } });

    expect(await tickets.open(opened)).toBe('opened');
    expect(await tickets.get('t-1')).toEqual(opened);
    expect(await tickets.get('t-2')).toBeUndefined();
  });

  it('opens a ticket once, also for twenty who try at once', async () => {
    const tickets = await make();

    const told = await Promise.all(
      Array.from({ length: 20 }, (_, index) => tickets.open(aTicket({ owner: `team-${index}` }))),
    );

    expect(told.filter((each) => each === 'opened')).toHaveLength(1);
    expect(await allOpen(tickets, 10)).toEqual(['t-1']);
  });

  it('does not open a closed ticket again', async () => {
    const tickets = await make();
    await tickets.open(aTicket());
    await tickets.save(aTicket({ version: 2, state: 'closed' }));

    expect(await tickets.open(aTicket())).toBe('seen-before');
    expect(await tickets.get('t-1')).toMatchObject({ state: 'closed', version: 2 });
  });

  it('is changed by who has read its latest version, and by nobody else', async () => {
    const tickets = await make();
    await tickets.open(aTicket());

    const told = await Promise.all(
      Array.from({ length: 20 }, () => tickets.save(aTicket({ version: 2, priority: 'urgent' }))),
    );

    expect(told.filter((each) => each === 'saved')).toHaveLength(1);
    expect(await tickets.save(aTicket({ version: 2 }))).toBe('conflict');
    expect(await tickets.save(aTicket({ version: 4 }))).toBe('conflict');
    expect(await tickets.save(aTicket({ ticketId: 't-2', version: 2 }))).toBe('conflict');
  });

  it('lists what is open by due time, every ticket once, whatever the page', async () => {
    const tickets = await make();
    const order = Array.from({ length: 23 }, (_, index) => (index * 7) % 23);
    for (const index of order) await tickets.open(aTicket({ ticketId: `t-${index}`, dueAt: minutesOn(index) }));
    const byDue = Array.from({ length: 23 }, (_, index) => `t-${index}`);

    for (const limit of [1, 5, 23, 100]) expect(await allOpen(tickets, limit), `pages of ${limit}`).toEqual(byDue);
  });

  it('moves a ticket in the list when its due time moves, and takes it off when it is closed', async () => {
    const tickets = await make();
    for (const [index, ticketId] of ['t-a', 't-b', 't-c'].entries())
      await tickets.open(aTicket({ ticketId, dueAt: minutesOn(index) }));

    await tickets.save(aTicket({ ticketId: 't-c', version: 2, dueAt: minutesOn(-1) }));
    await tickets.save(aTicket({ ticketId: 't-a', version: 2, state: 'closed' }));

    expect(await allOpen(tickets, 10)).toEqual(['t-c', 't-b']);
  });

  it('goes on where a page ended, also when its last ticket was closed meanwhile', async () => {
    const tickets = await make();
    for (let index = 0; index < 4; index++)
      await tickets.open(aTicket({ ticketId: `t-${index}`, dueAt: minutesOn(index) }));
    const { next = '' } = await tickets.openByDue({ limit: 2 });
    await tickets.save(aTicket({ ticketId: 't-1', version: 2, state: 'closed' }));

    const page = await tickets.openByDue({ limit: 2, next });

    expect(page.tickets.map(({ ticketId }) => ticketId)).toEqual(['t-2', 't-3']);
  });

  it('refuses a page token that nobody gave out', async () => {
    const tickets = await make();
    await tickets.open(aTicket());

    for (const next of ['%%%', '💥']) await expect(tickets.openByDue({ limit: 10, next })).rejects.toThrow(BadCursor);
  });

  it.each(hostileIds)('keeps a ticket called %j, and pages past it', async (ticketId) => {
    const tickets = await make();
    await tickets.open(aTicket({ ticketId, dueAt: minutesOn(1) }));
    await tickets.open(aTicket({ ticketId: 't-later', dueAt: minutesOn(2) }));

    expect((await tickets.get(ticketId))?.ticketId).toBe(ticketId);
    expect(await allOpen(tickets, 1)).toEqual([ticketId, 't-later']);
  });
}
