import { parentPort, Worker } from 'node:worker_threads';

/** Calls into a worker thread by name, answered by promise. */
export type Thread = {
  call<Answer>(operation: string, argument?: unknown): Promise<Answer>;
  stop(): Promise<void>;
};

type Call = { id: number; operation: string; argument: unknown };
type Answer = { id: number; result?: unknown; error?: string };

export function startThread(module: URL, data: unknown, onCrash: (error: Error) => void): Thread {
  const worker = new Worker(module, { workerData: data });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let next = 0;
  let isStopping = false;
  const crash = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    if (!isStopping) onCrash(error);
  };
  worker.on('error', crash);
  worker.on('exit', (code) => crash(new Error(`${module.pathname.split('/').at(-1)} ended with code ${code}`)));
  worker.on('message', ({ id, result, error }: Answer) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error));
  });
  return {
    call<Result>(operation: string, argument?: unknown): Promise<Result> {
      const answer = Promise.withResolvers<unknown>();
      waiting.set(++next, answer);
      worker.postMessage({ id: next, operation, argument } satisfies Call);
      return answer.promise as Promise<Result>;
    },
    async stop() {
      isStopping = true;
      await this.call('stop').catch(() => undefined);
      await worker.terminate();
    },
  };
}

/** The other side: answers calls with these operations. */
export function answerCalls(operations: Record<string, (argument: never) => unknown>): void {
  parentPort?.on('message', async ({ id, operation, argument }: Call) => {
    try {
      const result = await operations[operation]?.(argument as never);
      parentPort?.postMessage({ id, result } satisfies Answer);
    } catch (error) {
      parentPort?.postMessage({ id, error: String(error) } satisfies Answer);
    }
  });
}
