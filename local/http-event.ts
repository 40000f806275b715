import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ACCOUNT } from './identity.ts';

export type Claims = Record<string, string>;
type Parts = {
  request: IncomingMessage;
  body: Buffer;
  url: URL;
  apiId: string;
  stage: string;
  routeKey: string;
  pathParameters: Record<string, string>;
  claims?: Claims | undefined;
};

/** Everything else, forms included, reaches the function in base64, as HTTP APIs do it. */
const isText = (type: string): boolean => type === '' || /^(text\/|application\/(json|xml|javascript))/.test(type);

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readable(body: Buffer, type: string): string | undefined {
  if (!isText(type)) return undefined;
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

/** Lower-case names; values of a repeated header joined by a comma; cookies are told apart. */
export function joinedHeaders({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name, value] = [(rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? ''];
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return headers;
}

function queryOf(url: URL): Record<string, string> | undefined {
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams)
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  return Object.keys(query).length > 0 ? query : undefined;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
function clfTime(now: Date): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

/** An HTTP API's event in payload format 2.0. */
export function httpEvent({ request, body, url, apiId, stage, routeKey, pathParameters, claims }: Parts): object {
  const { cookie, ...headers } = joinedHeaders(request);
  const text = readable(body, headers['content-type'] ?? '');
  const now = new Date();
  const sourceIp = request.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1';
  const path = stage === '$default' ? url.pathname : `/${stage}${url.pathname}`;
  const query = queryOf(url);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers: {
      ...headers,
      'x-forwarded-for': headers['x-forwarded-for'] ?? sourceIp,
      'x-forwarded-proto': headers['x-forwarded-proto'] ?? 'http',
      'x-forwarded-port': headers['x-forwarded-port'] ?? (url.port || '80'),
    },
    ...(query && { queryStringParameters: query }),
    requestContext: {
      accountId: ACCOUNT,
      apiId,
      ...(claims && { authorizer: { jwt: { claims, scopes: claims.scope?.split(' ') ?? null } } }),
      domainName: url.host,
      domainPrefix: apiId,
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage,
      time: clfTime(now),
      timeEpoch: now.getTime(),
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(body.length > 0 && { body: text ?? body.toString('base64') }),
    isBase64Encoded: body.length > 0 && text === undefined,
  };
}

type Answer = {
  statusCode?: number;
  headers?: Record<string, unknown>;
  multiValueHeaders?: Record<string, unknown[]>;
  cookies?: string[];
  body?: unknown;
  isBase64Encoded?: boolean;
};

/** Writes a function's answer; one without a statusCode is taken for the body itself, as format 2.0 has it. */
export function writeAnswer(response: ServerResponse, payload: string): void {
  const value: unknown = JSON.parse(payload);
  const isAnswer = typeof value === 'object' && value !== null && 'statusCode' in value;
  const answer: Answer = isAnswer ? (value as Answer) : { statusCode: 200, body: value === null ? undefined : value };
  response.statusCode = Number(answer.statusCode);
  response.setHeader('content-type', isAnswer ? 'text/plain; charset=utf-8' : 'application/json');
  for (const [name, one] of Object.entries(answer.headers ?? {})) response.setHeader(name, String(one));
  for (const [name, many] of Object.entries(answer.multiValueHeaders ?? {})) response.setHeader(name, many.map(String));
  if (answer.cookies) response.setHeader('set-cookie', answer.cookies);
  const text =
    typeof answer.body === 'string' ? answer.body : answer.body === undefined ? '' : JSON.stringify(answer.body);
  response.end(answer.isBase64Encoded ? Buffer.from(text, 'base64') : text);
}
