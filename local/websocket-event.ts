import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { joinedHeaders } from './http-event.ts';

export type Connection = {
  id: string;
  apiId: string;
  stage: string;
  host: string;
  connectedAt: number;
  sourceIp: string;
  userAgent: string;
};

type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';

const requestContext = (connection: Connection, routeKey: string, eventType: EventType): object => ({
  routeKey,
  eventType,
  extendedRequestId: randomUUID(),
  requestTime: new Date().toUTCString(),
  messageDirection: 'IN',
  stage: connection.stage,
  connectedAt: connection.connectedAt,
  requestTimeEpoch: Date.now(),
  identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent },
  requestId: randomUUID(),
  domainName: connection.host,
  connectionId: connection.id,
  apiId: connection.apiId,
});

export function connectEvent(connection: Connection, request: IncomingMessage, url: URL): object {
  const headers = joinedHeaders(request);
  const query = Object.fromEntries(url.searchParams);
  const multi = Object.fromEntries([...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)]));
  return {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [headerCase(name), value])),
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [headerCase(name), [value]])),
    ...(url.search && { queryStringParameters: query, multiValueQueryStringParameters: multi }),
    requestContext: requestContext(connection, '$connect', 'CONNECT'),
    isBase64Encoded: false,
  };
}

/** WebSocket APIs hand headers over as they were written, which for all common clients is Title-Case. */
const headerCase = (name: string): string =>
  name
    .split('-')
    .map((word) => (word === 'websocket' ? 'WebSocket' : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('-');

export const messageEvent = (connection: Connection, routeKey: string, body: string): object => ({
  requestContext: { ...requestContext(connection, routeKey, 'MESSAGE'), messageId: randomUUID() },
  body,
  isBase64Encoded: false,
});

export const disconnectEvent = (connection: Connection, code: number, reason: string): object => ({
  headers: { Host: connection.host, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' },
  multiValueHeaders: {},
  requestContext: {
    ...requestContext(connection, '$disconnect', 'DISCONNECT'),
    disconnectStatusCode: code,
    disconnectReason: reason,
  },
  isBase64Encoded: false,
});

/** The route a message takes: what `$request.body.<key>` finds in it, or `$default` when there is no such route. */
export function selectRoute(expression: string, body: string, routes: string[]): string | undefined {
  const path = expression.replace(/^\$\{?request\.body\.?/, '').replace(/\}$/, '');
  let value: unknown;
  try {
    value = path
      .split('.')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], JSON.parse(body));
  } catch {
    value = undefined; // not JSON: API Gateway takes $default
  }
  const wanted = typeof value === 'string' && routes.includes(value) ? value : '$default';
  return routes.includes(wanted) ? wanted : undefined;
}
