import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from './http-body.ts';
import type { Ask, Caller } from './iam-guard.ts';
import type { Tally } from './tally.ts';

/** An error that an SDK client recognises by its name. */
export class AwsError extends Error {
  override name = 'AwsError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A stand-in for a service that speaks AWS's JSON protocol: what it answers, by operation. */
export type JsonService = Record<string, (input: Record<string, unknown>) => unknown>;

/** Which rights an operation needs. */
export type Asks = (operation: string, input: Record<string, unknown>) => Ask[];

type Call = {
  request: IncomingMessage;
  response: ServerResponse;
  tally: Tally;
  asks: Asks;
  caller: Caller | undefined;
};

export async function answerJson(
  service: string,
  operations: JsonService,
  { request, response, tally, asks, caller }: Call,
): Promise<void> {
  const name =
    String(request.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? '';
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  try {
    const body = await readBody(request);
    tally.add(service, name, { requests: 1 });
    const operation = operations[name];
    if (!operation) throw new AwsError('UnknownOperationException', `the local ${service} does not know ${name}`);
    const input = JSON.parse(body.toString() || '{}') as Record<string, unknown>;
    const refusal = caller?.refusal(asks(name, input));
    if (refusal !== undefined) throw new AwsError('AccessDeniedException', refusal);
    const answer = operation(input);
    sendJson(response, 200, answer ?? {}, headers);
  } catch (error) {
    const code = error instanceof AwsError ? error.code : 'InternalServerError';
    sendJson(
      response,
      error instanceof AwsError ? 400 : 500,
      { __type: code, message: String((error as Error).message) },
      headers,
    );
  }
}
