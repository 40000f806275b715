import type { Tally, Totals } from './tally.ts';
import type { Thread } from './thread-calls.ts';

/** All that AWS would have billed since the last reset, whichever thread served it. */
export type Meter = { read(): Promise<Reading>; reset(): Promise<void> };

export type Reading = {
  since: string;
  totals: Totals;
  /** How full the batches were: entries per batch call, messages per receive that brought any. */
  fill: Record<string, number>;
};

function batchFill(sqs: Record<string, Record<string, number>> = {}): Record<string, number> {
  return Object.fromEntries(
    Object.entries(sqs)
      .filter(([operation]) => operation.endsWith('Batch') || operation === 'ReceiveMessage')
      .map(([operation, { entries = 0, requests = 0, empty = 0 }]) => [
        operation,
        Math.round((100 * entries) / Math.max(1, requests - empty)) / 100,
      ]),
  );
}

export function meter(own: Tally, threads: Thread[]): Meter {
  let since = new Date().toISOString();
  return {
    async read() {
      const others = await Promise.all(threads.map((thread) => thread.call<Totals>('meter')));
      const totals: Totals = Object.assign({}, own.totals(), ...others);
      return { since, totals, fill: batchFill(totals.sqs) };
    },
    async reset() {
      own.reset();
      await Promise.all(threads.map((thread) => thread.call('resetMeter')));
      since = new Date().toISOString();
    },
  };
}
