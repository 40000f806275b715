import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { FunctionLog } from './function-log.ts';
import type { Invocation, Outcome, WorkerData } from './lambda-worker.ts';

/** A function as its template describes it, ready to run. */
export type FunctionSpec = {
  id: string;
  name: string;
  arn: string;
  code: string;
  handler: string;
  timeoutMs: number;
  memoryMb: number;
  env: Record<string, string>;
};

export type InvokeResult =
  | { kind: 'result'; payload: string; ms: number }
  | { kind: 'error'; errorType: string; errorMessage: string; trace: string[]; ms: number };

/** One execution environment: one event at a time, thrown away when it times out or dies, made anew at the next event. */
export type Slot = {
  warm(): Promise<InvokeResult | undefined>;
  invoke(event: string): Promise<InvokeResult>;
  stop(): Promise<void>;
};

const failed = (errorType: string, errorMessage: string): Outcome => ({
  kind: 'error',
  errorType,
  errorMessage,
  trace: [],
});

export function lambdaSlot(spec: FunctionSpec, log: FunctionLog, onInit: (ms: number) => void): Slot {
  let worker: Worker | undefined;
  let heard: ((outcome: Outcome) => void) | undefined;

  const settle = (outcome: Outcome): void => {
    const listener = heard;
    heard = undefined;
    listener?.(outcome);
  };
  const next = (): Promise<Outcome> =>
    new Promise((resolve) => {
      heard = resolve;
    });

  function discard(): Promise<unknown> {
    const old = worker;
    worker = undefined;
    return old ? old.terminate() : Promise.resolve();
  }

  async function start(): Promise<Outcome | undefined> {
    if (worker) return undefined;
    const started = performance.now();
    const made = new Worker(new URL('./lambda-worker.ts', import.meta.url), {
      workerData: { code: spec.code, handler: spec.handler } satisfies WorkerData,
      env: { ...spec.env, AWS_LAMBDA_LOG_STREAM_NAME: randomUUID().replaceAll('-', '') },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.max(64, spec.memoryMb) },
    });
    worker = made;
    made.stdout.on('data', (part: Buffer) => log.write(part));
    made.stderr.on('data', (part: Buffer) => log.write(part));
    made.on('message', settle);
    const gone = (outcome: Outcome): void => {
      if (worker !== made) return;
      worker = undefined;
      settle(outcome);
    };
    made.on('error', (error: Error) => {
      log.write(`${new Date().toISOString()} ERROR ${error.stack ?? error.message}\n`);
      gone(failed('Runtime.ExitError', error.message));
    });
    made.on('exit', (code) => gone(failed('Runtime.ExitError', `exited with status ${code}`)));
    const outcome = await next();
    onInit(performance.now() - started);
    if (outcome.kind === 'ready') return undefined;
    await discard();
    return outcome;
  }

  const finished = (outcome: Outcome, started: number): InvokeResult => {
    const ms = performance.now() - started;
    if (outcome.kind === 'ready') return { kind: 'result', payload: 'null', ms };
    if (outcome.kind === 'error') {
      const { errorType, errorMessage, trace } = outcome;
      log.write(
        `${new Date().toISOString()} ERROR Invoke Error ${JSON.stringify({ errorType, errorMessage, trace })}\n`,
      );
    }
    return { ...outcome, ms };
  };

  return {
    async warm() {
      const started = performance.now();
      const problem = await start();
      return problem && finished(problem, started);
    },
    async invoke(event) {
      const problem = await start();
      const started = performance.now();
      if (problem) return finished(problem, started);
      const requestId = randomUUID();
      const answer = next();
      const seconds = (spec.timeoutMs / 1000).toFixed(2);
      const timer = setTimeout(() => {
        void discard();
        settle(failed('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`));
      }, spec.timeoutMs);
      const deadline = Date.now() + spec.timeoutMs;
      worker?.postMessage({ event, requestId, arn: spec.arn, deadline } satisfies Invocation);
      const outcome = await answer;
      clearTimeout(timer);
      return finished(outcome, started);
    },
    async stop() {
      await discard();
    },
  };
}
