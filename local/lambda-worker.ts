import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What Lambda's runtime does around a handler: find it, hand it events one at a time, answer in JSON. */
export type WorkerData = { code: string; handler: string };
export type Invocation = { event: string; requestId: string; arn: string; deadline: number };
export type Outcome =
  | { kind: 'ready' }
  | { kind: 'result'; payload: string }
  | { kind: 'error'; errorType: string; errorMessage: string; trace: string[] };

type Handler = (event: unknown, context: object) => unknown;

const { code, handler } = workerData as WorkerData;

const tell = (outcome: Outcome): void => parentPort?.postMessage(outcome);

function failure(error: unknown): Outcome {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'error', errorType: name, errorMessage: message, trace: (stack ?? '').split('\n') };
}

async function load(): Promise<Handler> {
  const dot = handler.lastIndexOf('.');
  const [name, exported] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const file = ['.js', '.mjs', '.cjs']
    .map((extension) => join(code, name + extension))
    .find((path) => existsSync(path));
  if (!file) throw new Error(`Runtime.ImportModuleError: Cannot find module '${name}' in ${code}`);
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown> & {
    default?: Record<string, unknown>;
  };
  const found = module[exported] ?? module.default?.[exported];
  if (typeof found !== 'function') throw new Error(`Runtime.HandlerNotFound: ${handler} is undefined or not exported`);
  if (found.length > 2) throw new Error('Runtime.CallbackHandlerDeprecated: Node.js 24 has no callback handlers');
  return found as Handler;
}

const contextOf = ({ requestId, arn, deadline }: Invocation): object => ({
  awsRequestId: requestId,
  invokedFunctionArn: arn,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '$LATEST',
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

async function run(work: Handler, invocation: Invocation): Promise<Outcome> {
  try {
    const result = await work(JSON.parse(invocation.event), contextOf(invocation));
    return { kind: 'result', payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return failure(error);
  }
}

try {
  const work = await load();
  parentPort?.on('message', async (invocation: Invocation) => tell(await run(work, invocation)));
  tell({ kind: 'ready' });
} catch (error) {
  tell(failure(error));
  parentPort?.close();
}
