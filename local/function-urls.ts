import type { Cloud } from './cloud.ts';
import type { Handler } from './front-door.ts';
import { readBody, sendJson } from './http-body.ts';
import { httpEvent, writeAnswer } from './http-event.ts';
import type { LambdaPool } from './lambda-pool.ts';
import { Problem } from './problem.ts';

/** Function URLs: `/_fn/<id>/…` calls the function with the rest of the path, in the event an HTTP API would send. */
export function functionUrls(cloud: Cloud, poolOf: (arn: string) => LambdaPool | undefined): Handler {
  const pools = new Map(
    cloud.ofType('AWS::Lambda::Url').map((resource) => {
      const { TargetFunctionArn, AuthType } = cloud.properties(resource);
      const pool = poolOf(String(TargetFunctionArn));
      if (!pool)
        throw new Problem(`${resource.path}: ${String(TargetFunctionArn)} is not a function this machine runs`);
      if (AuthType !== 'NONE') throw new Problem(`${resource.path}: only AuthType NONE runs locally`);
      return [resource.identity.attributes.UrlId ?? '', pool] as const;
    }),
  );
  return async (request, response, url) => {
    const [, , id = '', ...rest] = url.pathname.split('/');
    const pool = pools.get(id);
    if (!pool) return sendJson(response, 404, { message: 'Not Found' });
    const body = await readBody(request).catch(() => undefined);
    if (!body) return sendJson(response, 413, { message: 'Request Entity Too Large' });
    const inner = new URL(`/${rest.join('/')}${url.search}`, url);
    const named = { apiId: id, stage: '$default', routeKey: '$default', pathParameters: {} };
    const result = await pool.invoke(httpEvent({ request, body, url: inner, ...named }));
    if (result.kind === 'result') return writeAnswer(response, result.payload);
    return sendJson(response, 502, { message: 'Internal Server Error' });
  };
}
