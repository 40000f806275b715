/** One measured figure beside its goal. `ratio` is figure ÷ goal, so that 1 is the goal itself. */
export type Figure = { what: string; figure: number; unit: string; goal: number; atMost: boolean; note?: string };

export const meets = ({ figure, goal, atMost }: Figure) => (atMost ? figure <= goal : figure >= goal);

export const round = (value: number, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits;

export const percentile = (values: number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
export const median = (values: number[]) => percentile(values, 0.5);
