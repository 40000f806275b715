import type { Reading } from '../../events/reading.ts';

/** One customer message on the emotion curve; `mood` runs from -1 to 1, and is unknown where nothing could be read. */
export type Beat = { id: string; at: string; mood: number | undefined };
export type Point = { id: string; x: number; y: number; known: boolean };

/** From -1, overwhelmingly bad, to 1, overwhelmingly good: the side is the sentiment's, the distance the intensity's. */
export function moodOf({
  state,
  sentiment,
  intensity,
}: Pick<Reading, 'state' | 'sentiment' | 'intensity'>): number | undefined {
  if (state === 'failed') return undefined;
  const distance = 0.2 + 0.8 * intensity;
  switch (sentiment) {
    case 'positive':
      return distance;
    case 'negative':
      return -distance;
    case 'mixed':
      return -distance / 3;
    case 'neutral':
      return 0;
  }
}

/**
 * Places beats, oldest first, in a box. Across, a gap grows with the square root of the time it stands for, so that a
 * quarrel of five minutes stays readable beside a silence of three weeks.
 */
export function pointsOf(
  beats: Beat[],
  { width, height, margin }: { width: number; height: number; margin: number },
): Point[] {
  const steps = beats.map((beat, index) => {
    const before = beats[index - 1];
    return before ? 1 + Math.sqrt(Math.max(0, Date.parse(beat.at) - Date.parse(before.at)) / 3_600_000) / 2 : 0;
  });
  const length = steps.reduce((sum, step) => sum + step, 0);
  let gone = 0;
  return beats.map(({ id, mood }, index) => {
    gone += steps[index] ?? 0;
    const across = length === 0 ? 0.5 : gone / length;
    return {
      id,
      x: margin + across * (width - 2 * margin),
      y: margin + ((1 - (mood ?? 0)) / 2) * (height - 2 * margin),
      known: mood !== undefined,
    };
  });
}

const short = (value: number) => Number(value.toFixed(1));

/** A smooth line through the known points that never swings beyond them. */
export function lineThrough(points: Point[]): string {
  const known = points.filter((point) => point.known);
  return known
    .map(({ x, y }, index) => {
      const before = known[index - 1];
      if (!before) return `M${short(x)} ${short(y)}`;
      const middle = short((before.x + x) / 2);
      return `C${middle} ${short(before.y)} ${middle} ${short(y)} ${short(x)} ${short(y)}`;
    })
    .join('');
}
