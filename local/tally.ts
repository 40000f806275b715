/** Totals by service, operation and counter: what the bill is made of. */
export type Totals = Record<string, Record<string, Record<string, number>>>;

export type Tally = {
  add(service: string, operation: string, counters: Record<string, number>): void;
  totals(): Totals;
  reset(): void;
};

export function tally(): Tally {
  let totals: Totals = {};
  return {
    add(service, operation, counters) {
      totals[service] ??= {};
      totals[service][operation] ??= {};
      const counts = totals[service][operation];
      for (const name in counters) counts[name] = (counts[name] ?? 0) + (counters[name] ?? 0);
    },
    totals: () => totals,
    reset() {
      totals = {};
    },
  };
}
