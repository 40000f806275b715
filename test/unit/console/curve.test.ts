import { describe, expect, it } from 'vitest';
import { lineThrough, moodOf, pointsOf } from '../../../console/src/curve.ts';

const box = { width: 100, height: 40, margin: 10 };
const beat = (id: string, at: string, mood = 0) => ({ id, at: `2026-03-${at}:00.000Z`, mood });
const unread = (id: string, at: string) => ({ ...beat(id, at), mood: undefined });

describe('the emotion curve', () => {
  it('puts good above and bad below, further the stronger the feeling', () => {
    const mood = (sentiment: 'positive' | 'negative' | 'mixed' | 'neutral', intensity: number) =>
      moodOf({ state: 'judged', sentiment, intensity });

    expect(mood('positive', 1)).toBe(1);
    expect(mood('negative', 1)).toBe(-1);
    expect(mood('negative', 0.2)).toBeGreaterThan(mood('negative', 0.9) ?? 0);
    expect(mood('neutral', 0.9)).toBe(0);
    expect(mood('mixed', 0.9)).toBeLessThan(0);
  });

  it('knows no mood where nothing could be read', () => {
    expect(moodOf({ state: 'failed', sentiment: 'neutral', intensity: 0 })).toBeUndefined();
  });

  it('fills the box from the first message to the last, in order', () => {
    const points = pointsOf([beat('a', '01T09:00', 1), beat('b', '01T09:05'), beat('c', '20T09:00', -1)], box);

    expect(points.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(points[0]).toMatchObject({ x: 10, y: 10 });
    expect(points[2]).toMatchObject({ x: 90, y: 30 });
  });

  it('keeps a quick exchange readable beside a silence of weeks', () => {
    const [first, second] = pointsOf([beat('a', '01T09:00'), beat('b', '01T09:05'), beat('c', '22T09:00')], box);

    expect((second?.x ?? 0) - (first?.x ?? 0)).toBeGreaterThan(4);
  });

  it('stands a single message in the middle', () => {
    expect(pointsOf([beat('a', '01T09:00')], box)).toMatchObject([{ x: 50, y: 20 }]);
  });

  it('draws its line past what could not be read', () => {
    const points = pointsOf([beat('a', '01T09:00', 1), unread('b', '02T09:00'), beat('c', '03T09:00', -1)], box);

    expect(points[1]).toMatchObject({ known: false });
    expect(lineThrough(points)).toBe('M10 10C50 10 50 30 90 30');
    expect(lineThrough([])).toBe('');
  });
});
