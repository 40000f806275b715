import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from './http-body.ts';
import { invokeAsks } from './iam-asks.ts';
import type { Caller } from './iam-guard.ts';
import type { LambdaPool } from './lambda-pool.ts';

type Options = { path: string; poolOf(nameOrArn: string): LambdaPool | undefined; caller: Caller | undefined };

/** Lambda's Invoke, so that one function, or the command line, can call another by name or ARN. */
export async function answerInvoke(
  request: IncomingMessage,
  response: ServerResponse,
  { path, poolOf, caller }: Options,
): Promise<void> {
  const name = decodeURIComponent(/^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path)?.[1] ?? '');
  const pool = poolOf(name);
  if (!pool || request.method !== 'POST') {
    return sendJson(
      response,
      404,
      { message: `Function not found: ${name}` },
      { 'x-amzn-errortype': 'ResourceNotFoundException' },
    );
  }
  const refusal = caller?.refusal(invokeAsks(pool.spec.arn));
  if (refusal !== undefined)
    return sendJson(response, 403, { message: refusal }, { 'x-amzn-errortype': 'AccessDeniedException' });
  const body = await readBody(request, 6 * 1024 * 1024);
  const work = pool.invoke(JSON.parse(body.toString() || '{}'));
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    void work;
    response.writeHead(202).end();
    return undefined;
  }
  const result = await work;
  if (result.kind === 'result') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(result.payload);
    return undefined;
  }
  const { errorType, errorMessage, trace } = result;
  return sendJson(response, 200, { errorType, errorMessage, trace }, { 'x-amz-function-error': 'Unhandled' });
}
