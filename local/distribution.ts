import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Objects } from './buckets.ts';
import type { Cloud, Resource } from './cloud.ts';
import { contentType } from './content-type.ts';
import { sendJson } from './http-body.ts';
import { progress } from './progress.ts';

const behavior = z.object({
  TargetOriginId: z.string(),
  PathPattern: z.string().default('*'),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z.array(z.unknown()).default([]),
});
const distributionConfig = z.object({
  DefaultRootObject: z.string().default(''),
  DefaultCacheBehavior: behavior,
  CacheBehaviors: z.array(behavior).default([]),
  Origins: z.array(
    z.object({
      Id: z.string(),
      DomainName: z.string(),
      OriginPath: z.string().default(''),
      OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).default([]),
    }),
  ),
  CustomErrorResponses: z
    .array(
      z.object({
        ErrorCode: z.coerce.number(),
        ResponseCode: z.coerce.number().optional(),
        ResponsePagePath: z.string().optional(),
      }),
    )
    .default([]),
});
type Config = z.infer<typeof distributionConfig>;
type Origin = Config['Origins'][number];

/** Where a path goes: `*` and `?` as CloudFront reads them, the first pattern that fits, else the default behaviour. */
export function behaviorFor(
  { CacheBehaviors, DefaultCacheBehavior }: Pick<Config, 'CacheBehaviors' | 'DefaultCacheBehavior'>,
  path: string,
) {
  const fits = ({ PathPattern }: { PathPattern: string }): boolean => {
    const pattern = (PathPattern.startsWith('/') ? PathPattern : `/${PathPattern}`).replace(
      /[.+^${}()|[\]\\]/g,
      '\\$&',
    );
    return new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(path);
  };
  return CacheBehaviors.find(fits) ?? DefaultCacheBehavior;
}

const setting = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).optional();
const override = { Override: z.unknown().optional() };
const headersPolicy = z.object({
  SecurityHeadersConfig: setting({
    ContentSecurityPolicy: setting({ ContentSecurityPolicy: z.string(), ...override }),
    FrameOptions: setting({ FrameOption: z.string(), ...override }),
    ReferrerPolicy: setting({ ReferrerPolicy: z.string(), ...override }),
    ContentTypeOptions: setting(override),
  }),
  CustomHeadersConfig: setting({ Items: z.array(z.object({ Header: z.string(), Value: z.string() })) }),
});

/** AWS's own policy SECURITY_HEADERS, which templates name by its id. */
const SECURITY_HEADERS = '67f7725c-6f97-4210-82d7-5512b31e9d03';
const securityHeaders = {
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'x-xss-protection': '1; mode=block',
};

/** The policy's headers. Strict-Transport-Security is left out: there is no TLS on this machine. */
function policyHeaders(cloud: Cloud, policyId: string | undefined): Record<string, string> {
  if (policyId === SECURITY_HEADERS) return securityHeaders;
  const policy = cloud.find(
    ({ type, identity }) => type === 'AWS::CloudFront::ResponseHeadersPolicy' && identity.ref === policyId,
  );
  if (!policy) return {};
  const parsed = headersPolicy.safeParse(cloud.properties(policy).ResponseHeadersPolicyConfig);
  if (!parsed.success) return {};
  const { SecurityHeadersConfig: security = {}, CustomHeadersConfig } = parsed.data;
  return {
    ...(security.ContentSecurityPolicy && {
      'content-security-policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
    }),
    ...(security.FrameOptions && { 'x-frame-options': security.FrameOptions.FrameOption }),
    ...(security.ReferrerPolicy && { 'referrer-policy': security.ReferrerPolicy.ReferrerPolicy }),
    ...(security.ContentTypeOptions && { 'x-content-type-options': 'nosniff' }),
    ...Object.fromEntries((CustomHeadersConfig?.Items ?? []).map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  };
}

export type Distribution = {
  /** Whether a path belongs to a behaviour of its own rather than to the default one. */
  hasBehaviorFor(path: string): boolean;
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  /** The API behind a path, for the WebSocket upgrade. */
  apiFor(path: string): string | undefined;
};

type Options = {
  objects: Objects;
  callApi(apiId: string, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
};

export function distribution(cloud: Cloud, resource: Resource, { objects, callApi }: Options): Distribution {
  const config = distributionConfig.parse(cloud.properties(resource).DistributionConfig);
  const behaviors = [config.DefaultCacheBehavior, ...config.CacheBehaviors];
  if (behaviors.some(({ FunctionAssociations }) => FunctionAssociations.length > 0)) {
    progress(`warning: ${resource.path}: CloudFront functions are not run locally`);
  }
  const headersOf = new Map(behaviors.map((one) => [one, policyHeaders(cloud, one.ResponseHeadersPolicyId)]));
  const buckets = new Map(
    cloud.ofType('AWS::S3::Bucket').flatMap(({ identity: { ref, attributes } }) => [
      [attributes.DomainName ?? '', ref],
      [attributes.RegionalDomainName ?? '', ref],
    ]),
  );
  const originOf = (path: string): Origin | undefined => {
    const { TargetOriginId } = behaviorFor(config, path);
    return config.Origins.find(({ Id }) => Id === TargetOriginId);
  };
  const apiOf = (origin: Origin | undefined): string | undefined =>
    /^([a-z0-9]+)\.execute-api\./.exec(origin?.DomainName.replace(/^https?:\/\//, '') ?? '')?.[1];

  async function fetchObject(bucket: string, path: string) {
    const key = decodeURIComponent(path.slice(1)) || config.DefaultRootObject;
    const found = key === '' ? undefined : await objects.get(bucket, key);
    if (found && found.status < 300) return { ...found, key, status: 200 };
    const page = config.CustomErrorResponses.find(({ ErrorCode }) => ErrorCode === 403 || ErrorCode === 404);
    const errorKey = page?.ResponsePagePath?.slice(1);
    const instead = errorKey ? await objects.get(bucket, errorKey) : undefined;
    return instead && { ...instead, key: errorKey ?? '', status: page?.ResponseCode ?? 404 };
  }

  async function serveObject(
    bucket: string,
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    const found = await fetchObject(bucket, path);
    if (!found) return sendJson(response, 403, { message: 'AccessDenied' });
    const { etag, 'cache-control': cacheControl, 'content-type': type } = found.headers;
    if (etag) response.setHeader('etag', etag);
    if (cacheControl) response.setHeader('cache-control', cacheControl);
    if (found.status === 200 && etag && request.headers['if-none-match'] === etag)
      return void response.writeHead(304).end();
    const shownAs = String(type ?? contentType(found.key));
    const canShrink =
      /text|json|javascript|svg/.test(shownAs) && String(request.headers['accept-encoding']).includes('gzip');
    const body = canShrink ? gzipSync(found.body) : found.body;
    response.writeHead(found.status, {
      'content-type': shownAs,
      'content-length': body.length,
      ...(canShrink && { 'content-encoding': 'gzip', vary: 'accept-encoding' }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    return undefined;
  }

  return {
    hasBehaviorFor: (path) => behaviorFor(config, path) !== config.DefaultCacheBehavior,
    apiFor: (path) => apiOf(originOf(path)),
    async handle(request, response, url) {
      const origin = originOf(url.pathname);
      for (const [name, value] of Object.entries(headersOf.get(behaviorFor(config, url.pathname)) ?? {}))
        response.setHeader(name, value);
      for (const { HeaderName, HeaderValue } of origin?.OriginCustomHeaders ?? [])
        request.rawHeaders.push(HeaderName, HeaderValue);
      const api = apiOf(origin);
      if (api) return callApi(api, request, response, url);
      const bucket = buckets.get(origin?.DomainName ?? '');
      if (!bucket) return sendJson(response, 502, { message: `no local origin for ${origin?.DomainName}` });
      return serveObject(bucket, request, response, `${origin?.OriginPath ?? ''}${url.pathname}`);
    },
  };
}
