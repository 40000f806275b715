import type { Objects } from './buckets.ts';
import type { Cloud } from './cloud.ts';
import { distribution } from './distribution.ts';
import type { Handler, Upgrade } from './front-door.ts';
import { httpApi } from './http-api.ts';
import { sendJson } from './http-body.ts';
import { connectionAsks } from './iam-asks.ts';
import type { Guard } from './iam-guard.ts';
import type { issuerKeys } from './jwt.ts';
import type { LambdaPool } from './lambda-pool.ts';
import { webSocketApi } from './websocket-api.ts';

/** All of the template's APIs and distributions behind the one port. */
export type Apis = {
  handle: Handler;
  upgrade: Upgrade;
  manageConnection: Handler;
  /** Closes what is open and waits for the events at work. */
  stop(): Promise<void>;
};

type Options = {
  objects: Objects;
  poolOf(arn: string): LambdaPool | undefined;
  guard: Guard;
  keysOf: ReturnType<typeof issuerKeys>;
};

/** `/_ws/<apiId>/<stage>[/rest]` taken apart. */
const socketPlace = (path: string): { apiId: string; stage: string; rest: string } => {
  const [, , apiId = '', stage = '', ...rest] = path.split('/');
  return { apiId, stage, rest: rest.join('/') };
};

export function apis(cloud: Cloud, { objects, poolOf, guard, keysOf }: Options): Apis {
  const all = cloud.ofType('AWS::ApiGatewayV2::Api');
  const isSocket = new Set(all.filter((api) => cloud.properties(api).ProtocolType === 'WEBSOCKET'));
  const https = all.filter((api) => !isSocket.has(api)).map((api) => httpApi(cloud, api, { poolOf, keysOf }));
  const sockets = all.filter((api) => isSocket.has(api)).map((api) => webSocketApi(cloud, api, poolOf));
  const sites = cloud.ofType('AWS::CloudFront::Distribution').map((site) =>
    distribution(cloud, site, {
      objects,
      async callApi(apiId, request, response, url) {
        const api = https.find(({ id }) => id === apiId);
        return api ? api.handle(request, response, url) : sendJson(response, 502, { message: `no API ${apiId}` });
      },
    }),
  );

  const socketFor = (path: string) => {
    if (path.startsWith('/_ws/')) return sockets.find(({ id }) => id === socketPlace(path).apiId);
    return sockets.find(({ id }) => sites.some((site) => site.apiFor(path) === id));
  };

  return {
    async handle(request, response, url) {
      const { method = 'GET' } = request;
      const wanted = method === 'OPTIONS' ? (request.headers['access-control-request-method'] ?? method) : method;
      // A behaviour of the site, then a route of an API, then the site itself: one port for both, as they never overlap.
      const site = sites.find((one) => one.hasBehaviorFor(url.pathname));
      if (site) return site.handle(request, response, url);
      const api =
        https.find((one) => one.hasRouteFor(wanted, url.pathname)) ?? (sites.length === 0 ? https[0] : undefined);
      if (api) return api.handle(request, response, url);
      if (sites[0]) return sites[0].handle(request, response, url);
      return sendJson(response, 404, { message: 'Not Found' });
    },
    async upgrade(request, socket, head, url) {
      const api = socketFor(url.pathname);
      if (api) return api.upgrade(request, socket, head, url);
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return undefined;
    },
    async manageConnection(request, response, url) {
      const { apiId, stage, rest } = socketPlace(url.pathname);
      const [, encodedId] = /^@connections\/(.+)$/.exec(rest) ?? [];
      const connectionId = encodedId && decodeURIComponent(encodedId);
      const api = sockets.find(({ id }) => id === apiId);
      if (!api || !connectionId) return sendJson(response, 404, { message: 'Not Found' });
      const { method = 'GET' } = request;
      const caller = guard.caller(request.headers.authorization);
      const message = caller?.refusal(connectionAsks({ apiId, stage, method, connectionId }));
      if (message !== undefined)
        return sendJson(response, 403, { message }, { 'x-amzn-errortype': 'AccessDeniedException' });
      return api.manage(request, response, connectionId);
    },
    stop: async () => void (await Promise.all(sockets.map((one) => one.stop()))),
  };
}
