import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod';
import type { Cloud, Resource } from './cloud.ts';
import { integrationPool } from './http-api.ts';
import { readBody, sendJson } from './http-body.ts';
import type { LambdaPool } from './lambda-pool.ts';
import { type Connection, connectEvent, disconnectEvent, messageEvent, selectRoute } from './websocket-event.ts';

const MESSAGE_LIMIT = 128 * 1024;
const IDLE_MS = 10 * 60_000;
const LONGEST_MS = 2 * 3600_000;

export type WebSocketApi = {
  id: string;
  stage: string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): Promise<void>;
  /** The management API: `/@connections/{id}`. */
  manage(request: IncomingMessage, response: ServerResponse, connectionId: string): Promise<void>;
  stop(): Promise<void>;
};

const routeProperties = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  RouteResponseSelectionExpression: z.string().optional(),
});

type Route = { key: string; pool: LambdaPool; answers: boolean };
type Live = { connection: Connection; socket: WebSocket; lastActive: number; idle: NodeJS.Timeout };
type Answer = { statusCode?: number; headers?: Record<string, string>; body?: unknown };

function refuse(socket: Duplex, status: number, text: string): void {
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

const answerOf = (payload: string): Answer => (JSON.parse(payload) as Answer | null) ?? {};

export function webSocketApi(
  cloud: Cloud,
  api: Resource,
  poolOf: (arn: string) => LambdaPool | undefined,
): WebSocketApi {
  const id = api.identity.ref;
  const expression = String(cloud.properties(api).RouteSelectionExpression ?? '$request.body.action');
  const responses = cloud
    .ofType('AWS::ApiGatewayV2::RouteResponse')
    .map((one) => String(cloud.properties(one).RouteId));
  const routes = new Map<string, Route>();
  for (const resource of cloud.ofType('AWS::ApiGatewayV2::Route')) {
    const route = routeProperties.parse(cloud.properties(resource));
    if (route.ApiId !== id) continue;
    const answers = route.RouteResponseSelectionExpression !== undefined || responses.includes(resource.identity.ref);
    const pool = integrationPool(cloud, route.Target, poolOf, resource.path);
    routes.set(route.RouteKey, { key: route.RouteKey, pool, answers });
  }
  const stages = cloud.ofType('AWS::ApiGatewayV2::Stage').map(cloud.properties);
  const stage = String(stages.find(({ ApiId }) => ApiId === id)?.StageName ?? 'default');
  const live = new Map<string, Live>();
  const working = new Set<Promise<unknown>>();

  const track = <Result>(work: Promise<Result>): Promise<Result> => {
    working.add(work);
    void work.finally(() => working.delete(work)).catch(() => undefined);
    return work;
  };

  const touch = (one: Live): void => {
    one.lastActive = Date.now();
    clearTimeout(one.idle);
    one.idle = setTimeout(() => one.socket.close(1001, 'Going away'), IDLE_MS);
    one.idle.unref();
  };

  async function onMessage(one: Live, data: Buffer, isBinary: boolean): Promise<void> {
    touch(one);
    const { connection, socket } = one;
    if (data.length > MESSAGE_LIMIT) return socket.close(1009, 'Message too long');
    if (isBinary) return socket.close(1003, 'Binary is not supported');
    const body = data.toString();
    const key = selectRoute(expression, body, [...routes.keys()]);
    const route = key === undefined ? undefined : routes.get(key);
    const trouble = (message: string): void =>
      socket.send(
        JSON.stringify({ message, connectionId: connection.id, requestId: randomBytes(9).toString('base64url') }),
      );
    if (!route) return trouble('Forbidden');
    const result = await route.pool.invoke(messageEvent(connection, route.key, body));
    if (result.kind === 'error') return trouble('Internal server error');
    const answer = answerOf(result.payload);
    if (!route.answers || answer.body === undefined) return undefined;
    socket.send(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    return undefined;
  }

  function onOpen(socket: WebSocket, connection: Connection): void {
    const one: Live = { connection, socket, lastActive: Date.now(), idle: setTimeout(() => undefined, 0) };
    live.set(connection.id, one);
    touch(one);
    const longest = setTimeout(() => socket.close(1001, 'Going away'), LONGEST_MS);
    longest.unref();
    socket.on('message', (data: Buffer, isBinary) => void track(onMessage(one, data, isBinary)));
    socket.on('ping', () => touch(one));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code, reason) => {
      clearTimeout(one.idle);
      clearTimeout(longest);
      live.delete(connection.id);
      const route = routes.get('$disconnect');
      if (route) void track(route.pool.invoke(disconnectEvent(connection, code, reason.toString())));
    });
  }

  return {
    id,
    stage,
    async upgrade(request, socket, head, url) {
      const connection: Connection = {
        id: `${randomBytes(8).toString('base64url')}=`,
        apiId: id,
        stage,
        host: url.host,
        connectedAt: Date.now(),
        sourceIp: request.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      };
      socket.on('error', () => socket.destroy());
      const route = routes.get('$connect');
      let protocol: string | undefined;
      if (route) {
        const result = await track(route.pool.invoke(connectEvent(connection, request, url)));
        if (result.kind === 'error') return refuse(socket, 502, 'Bad Gateway');
        const { statusCode = 200, headers = {} } = answerOf(result.payload);
        if (statusCode < 200 || statusCode > 299)
          return refuse(socket, statusCode, statusCode === 401 ? 'Unauthorized' : 'Forbidden');
        protocol = Object.entries(headers).find(([name]) => name.toLowerCase() === 'sec-websocket-protocol')?.[1];
      }
      if (socket.destroyed) return undefined;
      // Larger than the limit of one message, so that an over-long one is answered with 1009 and not with a cut line.
      const server = new WebSocketServer({
        noServer: true,
        maxPayload: 1024 * 1024,
        handleProtocols: () => protocol ?? false,
      });
      server.handleUpgrade(request, socket, head, (accepted) => onOpen(accepted, connection));
      return undefined;
    },
    async manage(request, response, connectionId) {
      const one = live.get(connectionId);
      if (!one) return sendJson(response, 410, { message: 'Gone' }, { 'x-amzn-errortype': 'GoneException' });
      if (request.method === 'POST') {
        const body = await readBody(request, MESSAGE_LIMIT).catch(() => undefined);
        if (!body)
          return sendJson(
            response,
            413,
            { message: 'Payload Too Large' },
            { 'x-amzn-errortype': 'PayloadTooLargeException' },
          );
        touch(one);
        one.socket.send(body.toString());
        response.writeHead(200, { 'content-length': 0 }).end();
        return undefined;
      }
      if (request.method === 'DELETE') {
        one.socket.close(1000, 'Connection Closed Normally');
        response.writeHead(204).end();
        return undefined;
      }
      const { connectedAt, sourceIp, userAgent } = one.connection;
      return sendJson(response, 200, {
        connectedAt: new Date(connectedAt).toISOString(),
        identity: { sourceIp, userAgent },
        lastActiveAt: new Date(one.lastActive).toISOString(),
      });
    },
    async stop() {
      for (const { socket } of live.values()) socket.close(1001, 'Going away');
      await Promise.all(working);
      for (const { socket } of live.values()) socket.terminate();
    },
  };
}
