import type { Clock } from '../../functions/shared/ports/clock.ts';

type Due = { at: number; order: number; work: () => void };

const isSooner = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** What is due first comes out first; what is due together, in the order it was put in. */
function agenda() {
  const heap: Due[] = [];
  const swap = (a: number, b: number) => {
    const [first, second] = [heap[a], heap[b]];
    if (!first || !second) return;
    heap[a] = second;
    heap[b] = first;
  };
  const goesFirst = (a: number, b: number) => {
    const [first, second] = [heap[a], heap[b]];
    return first !== undefined && second !== undefined && isSooner(first, second);
  };
  return {
    put: (due: Due) => {
      heap.push(due);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!goesFirst(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    take: (): Due | undefined => {
      swap(0, heap.length - 1);
      const first = heap.pop();
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const child = goesFirst(left + 1, left) ? left + 1 : left;
        if (!goesFirst(child, at)) break;
        swap(at, child);
        at = child;
      }
      return first;
    },
  };
}

export type VirtualClock = {
  now: Clock;
  ms(): number;
  after(delayMs: number, work: () => void): void;
  sleep(delayMs: number): Promise<void>;
  /** Lets time pass until nothing is due any more. */
  run(): Promise<void>;
};

/** Time that passes only when everything that could happen now has happened. */
export function virtualClock(start: Date): VirtualClock {
  const due = agenda();
  let now = start.getTime();
  let order = 0;
  // No timer: a turn of the event loop, which comes once every promise that could settle has settled.
  const allSettled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const after: VirtualClock['after'] = (delayMs, work) => due.put({ at: now + delayMs, order: order++, work });
  return {
    now: () => new Date(now),
    ms: () => now,
    after,
    sleep: (delayMs) => new Promise((resolve) => after(delayMs, resolve)),
    run: async () => {
      await allSettled();
      for (let next = due.take(); next; next = due.take()) {
        now = next.at;
        next.work();
        await allSettled();
      }
    },
  };
}
