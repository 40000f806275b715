import type { VirtualClock } from './virtual-clock.ts';

/** One run of a function: a worker's batch, a request at a door, a click on the desk. */
export type Invocation = {
  id: number;
  /** When it died, in the clock's milliseconds; undefined while it lives. */
  diedAt(): number | undefined;
  die(): void;
  /** Called when it dies. */
  whenDead(tell: () => void): void;
};

export type Ended<Result> =
  | { kind: 'returned'; value: Result }
  | { kind: 'threw'; error: unknown }
  /** Crashed or ran out of time: nothing it held in memory is left. */
  | { kind: 'died' };

export type Runtime = {
  /** Runs `work` until it returns, throws, crashes or runs out of time. */
  invoke<Result>(timeoutMs: number, work: (invocation: Invocation) => Promise<Result>): Promise<Ended<Result>>;
  started(): number;
};

export function runtime(clock: VirtualClock, ranOutOfTime: () => void): Runtime {
  let started = 0;
  return {
    started: () => started,
    invoke: (timeoutMs, work) =>
      new Promise((end) => {
        let diedAt: number | undefined;
        let isOver = false;
        let tellDeath = () => {};
        const finish = (ended: Parameters<typeof end>[0]) => {
          isOver = true;
          end(ended);
        };
        const die = () => {
          if (isOver) return;
          diedAt = clock.ms();
          finish({ kind: 'died' });
          tellDeath();
        };
        clock.after(timeoutMs, () => {
          if (!isOver) ranOutOfTime();
          die();
        });
        const whenDead: Invocation['whenDead'] = (tell) => {
          tellDeath = tell;
        };
        work({ id: started++, diedAt: () => diedAt, die, whenDead }).then(
          (value) => finish({ kind: 'returned', value }),
          (error) => finish({ kind: 'threw', error }),
        );
      }),
  };
}
