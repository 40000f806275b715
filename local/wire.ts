import { Agent, request } from 'node:http';
import { REGION } from './identity.ts';
import { UNMETERED } from './unmetered.ts';

/** Calls the emulators as the SDK would, minus the signature that nobody checks: a poller's call costs a tenth. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };
type Call = {
  method: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  signal?: AbortSignal;
};

export const call = (url: string, { method, headers, body, signal }: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const content = typeof body === 'string' ? Buffer.from(body) : body;
    const outgoing = request(
      url,
      {
        method,
        agent,
        headers: { ...headers, ...(content && { 'content-length': content.length }) },
        ...(signal && { signal }),
      },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts) }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(content);
  });

/** The services' JSON protocols differ in a version number and a prefix. */
const dialects = {
  sqs: { prefix: 'AmazonSQS', version: '1.0' },
  dynamodb: { prefix: 'DynamoDB_20120810', version: '1.0' },
} as const;

export class WireError extends Error {
  override name = 'WireError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

type Options = { unmetered?: boolean; signal?: AbortSignal };

export async function awsCall<Result>(
  service: keyof typeof dialects,
  url: string,
  operation: string,
  input: object,
  { unmetered = false, signal }: Options = {},
): Promise<Result> {
  const { prefix, version } = dialects[service];
  const { status, body } = await call(url, {
    method: 'POST',
    headers: {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${prefix}.${operation}`,
      'x-amz-date': '20300101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=local/20300101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      ...(unmetered && { [UNMETERED]: '1' }),
    },
    body: JSON.stringify(input),
    ...(signal && { signal }),
  });
  const answer = body.length > 0 ? (JSON.parse(body.toString()) as Record<string, string>) : {};
  if (status >= 300)
    throw new WireError(String(answer.__type).split('#').at(-1) ?? 'Error', answer.message ?? `status ${status}`);
  return answer as Result;
}
