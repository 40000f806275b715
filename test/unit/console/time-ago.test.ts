import { describe, expect, it } from 'vitest';
import { timeAgo } from '../../../console/src/time-ago.ts';

const now = new Date('2026-03-10T12:00:00.000Z');

describe('time ago', () => {
  it.each([
    ['2026-03-10T11:59:30.000Z', 'now', '刚刚'],
    ['2026-03-10T11:55:00.000Z', '5m ago', '5分钟前'],
    ['2026-03-10T09:30:00.000Z', '2h ago', '2小时前'],
    ['2026-03-07T11:00:00.000Z', '3d ago', '3天前'],
    ['2026-03-10T12:20:00.000Z', 'in 20m', '20分钟后'],
  ])('says %s as "%s" and "%s"', (at, en, zh) => {
    expect(timeAgo(at, now, 'en')).toBe(en);
    expect(timeAgo(at, now, 'zh')).toBe(zh);
  });

  it('names the day beyond a week, and the year when it is another', () => {
    expect(timeAgo('2026-02-01T12:00:00.000Z', now, 'en')).toBe('Feb 1');
    expect(timeAgo('2024-02-01T12:00:00.000Z', now, 'zh')).toBe('2024年2月1日');
  });

  it('says nothing of an instant it cannot read', () => {
    expect(timeAgo('', now, 'en')).toBe('');
  });
});
