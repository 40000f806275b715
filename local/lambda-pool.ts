import type { FunctionLog } from './function-log.ts';
import { type FunctionSpec, type InvokeResult, lambdaSlot, type Slot } from './lambda-slot.ts';
import type { Tally } from './tally.ts';

/** Runs one function, at most `limit` events at a time; more wait their turn. */
export type LambdaPool = {
  spec: FunctionSpec;
  invoke(event: unknown): Promise<InvokeResult>;
  warm(): Promise<InvokeResult | undefined>;
  /** Resolves when no event is being worked on. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

type Options = { limit: number; log: FunctionLog; tally: Tally };

export function lambdaPool(spec: FunctionSpec, { limit, log, tally }: Options): LambdaPool {
  const free: Slot[] = [];
  const all: Slot[] = [];
  const waiting: ((slot: Slot) => void)[] = [];
  let running = 0;

  const onInit = (ms: number): void => tally.add('lambda', spec.name, { inits: 1, initMs: Math.ceil(ms) });
  const take = async (): Promise<Slot> => {
    const slot = free.pop();
    if (slot) return slot;
    if (all.length < limit) {
      const made = lambdaSlot(spec, log, onInit);
      all.push(made);
      return made;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const give = (slot: Slot): void => {
    const next = waiting.shift();
    if (next) next(slot);
    else free.push(slot);
  };

  function count({ kind, ms }: InvokeResult): void {
    const billedMs = Math.max(1, Math.ceil(ms));
    tally.add('lambda', spec.name, {
      invocations: 1,
      billedMs,
      gbSeconds: (billedMs / 1000) * (spec.memoryMb / 1024),
      errors: kind === 'error' ? 1 : 0,
    });
  }

  return {
    spec,
    async invoke(event) {
      running += 1;
      const slot = await take();
      try {
        const result = await slot.invoke(JSON.stringify(event));
        count(result);
        return result;
      } finally {
        running -= 1;
        give(slot);
      }
    },
    async warm() {
      const slot = await take();
      const problem = await slot.warm();
      give(slot);
      return problem;
    },
    async idle() {
      while (running > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async stop() {
      await Promise.all(all.map((slot) => slot.stop()));
    },
  };
}
