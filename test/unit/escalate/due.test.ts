import { describe, expect, it } from 'vitest';
import type { BrandConfigInput } from '../../../config/schema.ts';
import { dueAt } from '../../../functions/escalate/due.ts';
import { aConfig } from '../../fixtures/builders.ts';

const due = (priority: Parameters<typeof dueAt>[0], from: string, change: Partial<BrandConfigInput> = {}) =>
  dueAt(priority, new Date(from), aConfig(change)).toISOString();

/** Normal tickets have `hours` of business time, in a zone whose doors are open from 9 to 18. */
const within = (hours: number, timeZone: string): Partial<BrandConfigInput> => ({
  dueMinutes: { normal: hours * 60 },
  businessHours: { timeZone },
});

describe('the due time', () => {
  it('of urgent and high tickets runs by the clock, nights and weekends too', () => {
    expect(due('urgent', '2026-11-22T19:00:00.000Z')).toBe('2026-11-22T19:15:00.000Z');
    expect(due('high', '2026-11-21T23:30:00.000Z')).toBe('2026-11-22T00:30:00.000Z');
  });

  it.each([
    ['within the day', 2, '2026-11-18T01:00:00.000Z', '2026-11-18T03:00:00.000Z'],
    ['overnight', 2, '2026-11-18T09:00:00.000Z', '2026-11-19T02:00:00.000Z'],
    ['from before the doors open', 2, '2026-11-17T22:00:00.000Z', '2026-11-18T03:00:00.000Z'],
    ['over a weekend', 2, '2026-11-20T09:00:00.000Z', '2026-11-23T02:00:00.000Z'],
    ['from Saturday on', 1, '2026-11-21T04:00:00.000Z', '2026-11-23T02:00:00.000Z'],
    ['until the doors close, not past', 9, '2026-11-18T01:00:00.000Z', '2026-11-18T10:00:00.000Z'],
    ['from closing time on', 1, '2026-11-18T10:00:00.000Z', '2026-11-19T02:00:00.000Z'],
    ['over several days', 20, '2026-11-18T01:00:00.000Z', '2026-11-20T03:00:00.000Z'],
  ])('of normal tickets counts business hours in Shanghai: %s', (_when, hours, from, expected) => {
    expect(due('normal', from, within(hours, 'Asia/Shanghai'))).toBe(expected);
  });

  it.each([
    ['spring forward over a weekend', '2026-03-06T22:00:00.000Z', '2026-03-09T14:00:00.000Z'],
    ['fall back over a weekend', '2026-10-30T21:00:00.000Z', '2026-11-02T15:00:00.000Z'],
  ])('keeps to the wall clock in New York when clocks %s', (_when, from, expected) => {
    expect(due('normal', from, within(2, 'America/New_York'))).toBe(expected);
  });

  it('counts a night of 23 hours by what the clock skipped', () => {
    const allDay = { timeZone: 'America/New_York', days: [1, 2, 3, 4, 5, 6, 7], opens: 0, closes: 24 };

    expect(due('normal', '2026-03-08T06:00:00.000Z', { dueMinutes: { normal: 120 }, businessHours: allDay })).toBe(
      '2026-03-08T08:00:00.000Z',
    );
  });

  it.each([
    ['Asia/Kolkata', '2026-11-18T12:00:00.000Z', '2026-11-19T04:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-18T12:00:00.000Z', '2026-11-19T04:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-11-18T06:30:00.000Z', '2026-11-18T22:30:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-19T21:00:00.000Z', '2026-11-19T22:00:00.000Z'],
    ['UTC', '2026-11-18T17:30:00.000Z', '2026-11-19T09:30:00.000Z'],
  ])('of one hour is right in %s', (timeZone, from, expected) => {
    expect(due('normal', from, within(1, timeZone))).toBe(expected);
  });

  it('waits for the one day of the week that the doors are open', () => {
    const sundays = { timeZone: 'UTC', days: [7], opens: 10, closes: 12 };

    expect(due('normal', '2026-11-22T11:00:00.000Z', { dueMinutes: { normal: 120 }, businessHours: sundays })).toBe(
      '2026-11-29T11:00:00.000Z',
    );
  });

  it('is found fast enough to be asked at every ticket', () => {
    const started = performance.now();
    for (let index = 0; index < 20; index++) due('normal', '2026-11-20T09:30:00.000Z');

    expect((performance.now() - started) / 20).toBeLessThan(50);
  });
});
