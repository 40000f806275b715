import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Cloud, Resource } from './cloud.ts';
import { readBody, sendJson, TooLarge } from './http-body.ts';
import { httpEvent, writeAnswer } from './http-event.ts';
import { matchRoute, type Route } from './http-routes.ts';
import { claimsAsStrings, type issuerKeys, type JwtRule, judgeToken } from './jwt.ts';
import type { LambdaPool } from './lambda-pool.ts';
import { Problem } from './problem.ts';
import { progress } from './progress.ts';

type Target = { pool: LambdaPool; jwt?: JwtRule; scopes: string[] };
export type HttpApi = {
  id: string;
  stage: string;
  /** Whether a route other than a catch-all takes this request. */
  hasRouteFor(method: string, path: string): boolean;
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
};

const cors = z.object({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.coerce.boolean().default(false),
  MaxAge: z.coerce.number().optional(),
});

const routeProperties = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.string().default('NONE'),
  AuthorizationScopes: z.array(z.string()).default([]),
  AuthorizerId: z.string().optional(),
});

const authorizerProperties = z.object({
  AuthorizerType: z.string(),
  IdentitySource: z.union([z.string(), z.array(z.string())]).optional(),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()).default([]) }).optional(),
});

/** The function behind an integration, whether it is named by ARN or by API Gateway's invocation path. */
export function integrationPool(
  cloud: Cloud,
  target: string,
  poolOf: (arn: string) => LambdaPool | undefined,
  path: string,
): LambdaPool {
  const integration = cloud.find(
    ({ type, identity }) => type === 'AWS::ApiGatewayV2::Integration' && target === `integrations/${identity.ref}`,
  );
  const uri = String(integration && cloud.properties(integration).IntegrationUri);
  const arn = /arn:aws:lambda:[^/]+/.exec(uri)?.[0] ?? uri;
  const pool = poolOf(arn);
  if (!pool) throw new Problem(`${path}: target ${target} (${uri}) is not a function this machine runs`);
  return pool;
}

function jwtRule(cloud: Cloud, authorizerId: string | undefined, path: string): JwtRule {
  const authorizer = cloud.find(
    ({ type, identity }) => type === 'AWS::ApiGatewayV2::Authorizer' && identity.ref === authorizerId,
  );
  const { JwtConfiguration, IdentitySource } = authorizerProperties.parse(
    authorizer ? cloud.properties(authorizer) : {},
  );
  if (!JwtConfiguration) throw new Problem(`${path}: only JWT authorizers run locally`);
  const [source = '$request.header.Authorization'] = [IdentitySource ?? []].flat();
  return { issuer: JwtConfiguration.Issuer, audience: JwtConfiguration.Audience, source };
}

function tokenIn(request: IncomingMessage, url: URL, source: string): string {
  const name = source.split('.').at(-1) ?? '';
  const value = source.startsWith('$request.querystring')
    ? url.searchParams.get(name)
    : request.headers[name.toLowerCase()];
  return String(value ?? '').replace(/^Bearer\s+/i, '');
}

type Options = { poolOf(arn: string): LambdaPool | undefined; keysOf: ReturnType<typeof issuerKeys> };

export function httpApi(cloud: Cloud, api: Resource, { poolOf, keysOf }: Options): HttpApi {
  const id = api.identity.ref;
  const routes = cloud
    .ofType('AWS::ApiGatewayV2::Route')
    .map((route) => ({ ...routeProperties.parse(cloud.properties(route)), path: route.path }))
    .filter(({ ApiId }) => ApiId === id)
    .map((route): Route<Target> => {
      const pool = integrationPool(cloud, route.Target, poolOf, route.path);
      const jwt = route.AuthorizationType === 'JWT' ? jwtRule(cloud, route.AuthorizerId, route.path) : undefined;
      if (!['NONE', 'JWT'].includes(route.AuthorizationType)) {
        progress(`warning: ${route.path}: ${route.AuthorizationType} authorization is not checked locally`);
      }
      return { key: route.RouteKey, target: { pool, scopes: route.AuthorizationScopes, ...(jwt && { jwt }) } };
    });
  const stages = cloud.ofType('AWS::ApiGatewayV2::Stage').map(cloud.properties);
  const stage = String(stages.find(({ ApiId }) => ApiId === id)?.StageName ?? '$default');
  const rules = cors.optional().parse(cloud.properties(api).CorsConfiguration);

  /** Sets the CORS headers and answers a preflight; true when nothing is left to do. */
  function answersCors(request: IncomingMessage, response: ServerResponse): boolean {
    const { origin } = request.headers;
    if (!rules || !origin) return false;
    const isAllowed = rules.AllowOrigins.some((allowed) => allowed === '*' || allowed === origin);
    if (isAllowed) {
      response.setHeader('access-control-allow-origin', rules.AllowOrigins.includes('*') ? '*' : origin);
      response.setHeader('vary', 'origin');
      if (rules.AllowCredentials) response.setHeader('access-control-allow-credentials', 'true');
      if (rules.ExposeHeaders.length > 0)
        response.setHeader('access-control-expose-headers', rules.ExposeHeaders.join(','));
    }
    if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
    if (isAllowed) {
      response.setHeader('access-control-allow-methods', rules.AllowMethods.join(','));
      response.setHeader('access-control-allow-headers', rules.AllowHeaders.join(','));
      if (rules.MaxAge) response.setHeader('access-control-max-age', String(rules.MaxAge));
    }
    response.writeHead(204).end();
    return true;
  }

  return {
    id,
    stage,
    hasRouteFor: (method, path) => {
      const key = matchRoute(routes, method, path)?.route.key;
      return key !== undefined && key !== '$default' && !/^ANY \/\{[^}]+\+\}$/.test(key);
    },
    async handle(request, response, url) {
      const method = request.method ?? 'GET';
      if (answersCors(request, response)) return;
      const match = matchRoute(routes, method, url.pathname);
      if (!match) return sendJson(response, 404, { message: 'Not Found' });
      const { pool, jwt, scopes } = match.route.target;
      let claims: Record<string, string> | undefined;
      if (jwt) {
        const token = tokenIn(request, url, jwt.source);
        const verdict = judgeToken(token, jwt, await keysOf(jwt.issuer, token), Date.now() / 1000);
        if (verdict.kind === 'invalid') {
          return sendJson(
            response,
            401,
            { message: 'Unauthorized' },
            { 'www-authenticate': `Bearer error="${verdict.because}"` },
          );
        }
        claims = claimsAsStrings(verdict.claims);
        const granted = (claims.scope ?? '').split(' ');
        if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
          return sendJson(response, 403, { message: 'Forbidden' });
        }
      }
      const body = await readBody(request).catch((error: unknown) => {
        if (error instanceof TooLarge) return undefined;
        throw error;
      });
      if (!body) return sendJson(response, 413, { message: 'Request Entity Too Large' });
      const { pathParameters, route } = match;
      const result = await pool.invoke(
        httpEvent({ request, body, url, apiId: id, stage, routeKey: route.key, pathParameters, claims }),
      );
      if (result.kind === 'result') return writeAnswer(response, result.payload);
      const isLate = result.errorType === 'Sandbox.Timedout';
      return sendJson(response, isLate ? 503 : 500, {
        message: isLate ? 'Service Unavailable' : 'Internal Server Error',
      });
    },
  };
}
