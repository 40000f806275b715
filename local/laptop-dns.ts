import type { Cloud } from './cloud.ts';
import { REGION } from './identity.ts';

/** Where a name that AWS would serve is served on this machine. */
export type LaptopDns = {
  learn(cloud: Pick<Cloud, 'ofType' | 'properties'>): void;
  /** `value` with every AWS URL in its strings turned to the local one. */
  local(value: unknown): unknown;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The laptop's DNS, one row a kind of name:
 *
 * | in the template                                            | on the laptop                     |
 * | ---------------------------------------------------------- | --------------------------------- |
 * | https://API.execute-api.REGION.amazonaws.com[/stage]       | http://localhost:PORT             |
 * | wss:// or https://WSAPI.execute-api.REGION.amazonaws.com/… | ws:// or http://localhost:PORT/_ws/WSAPI/… |
 * | https://URL.lambda-url.REGION.on.aws                       | http://localhost:PORT/_fn/URL     |
 * | https://DISTRIBUTION.cloudfront.net, its aliases           | http://localhost:PORT             |
 * | https://cognito-idp.REGION.amazonaws.com/POOL              | http://localhost:PORT/_cognito/POOL |
 * | https://DOMAIN.auth.REGION.amazoncognito.com               | http://localhost:PORT/_cognito/POOL |
 */
export function laptopDns(url: string): LaptopDns {
  const rows: [from: string, to: string][] = [];
  const ws = url.replace(/^http/, 'ws');

  const translate = (value: string): string =>
    value.includes('://') ? rows.reduce((result, [from, to]) => result.replaceAll(from, to), value) : value;

  const local = (value: unknown): unknown => {
    if (typeof value === 'string') return translate(value);
    if (Array.isArray(value)) return value.map(local);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, local(one)]));
  };

  return {
    local,
    learn({ ofType, properties }) {
      const stages = ofType('AWS::ApiGatewayV2::Stage').map(properties);
      for (const api of ofType('AWS::ApiGatewayV2::Api')) {
        const id = api.identity.ref;
        const host = `${id}.execute-api.${REGION}.amazonaws.com`;
        if (properties(api).ProtocolType === 'WEBSOCKET') {
          rows.push([`wss://${host}`, `${ws}/_ws/${id}`], [`https://${host}`, `${url}/_ws/${id}`]);
          continue;
        }
        const named = stages.filter(({ ApiId, StageName }) => ApiId === id && StageName !== '$default');
        for (const { StageName } of named) rows.push([`https://${host}/${text(StageName)}`, url]);
        rows.push([`https://${host}`, url]);
      }
      for (const { identity } of ofType('AWS::Lambda::Url')) {
        const id = identity.ref;
        rows.push([`https://${id}.lambda-url.${REGION}.on.aws`, `${url}/_fn/${id}`]);
      }
      for (const distribution of ofType('AWS::CloudFront::Distribution')) {
        rows.push([`https://${distribution.identity.attributes.DomainName}`, url]);
        const config = properties(distribution).DistributionConfig as { Aliases?: string[] } | undefined;
        for (const alias of config?.Aliases ?? []) rows.push([`https://${alias}`, url]);
      }
      for (const pool of ofType('AWS::Cognito::UserPool')) {
        rows.push([`https://${pool.identity.attributes.ProviderName}`, `${url}/_cognito/${pool.identity.ref}`]);
      }
      for (const domain of ofType('AWS::Cognito::UserPoolDomain')) {
        const pool = text(properties(domain).UserPoolId);
        rows.push([`https://${domain.identity.ref}.auth.${REGION}.amazoncognito.com`, `${url}/_cognito/${pool}`]);
      }
    },
  };
}
