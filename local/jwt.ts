import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';

export type JwtRule = { issuer: string; audience: string[]; source: string };
export type TokenVerdict = { kind: 'valid'; claims: Record<string, unknown> } | { kind: 'invalid'; because: string };

const invalid = (because: string): TokenVerdict => ({ kind: 'invalid', because });

function decoded(part: string | undefined): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

type Key = { kid: string; key: KeyObject };

/** Says of a token what API Gateway's JWT authorizer would: RS256, issuer, audience or client id, times. */
export function judgeToken(
  token: string,
  { issuer, audience }: JwtRule,
  keys: Key[],
  nowSeconds: number,
): TokenVerdict {
  const [head, body, signature] = token.split('.');
  const [header, claims] = [decoded(head), decoded(body)];
  if (!header || !claims || !signature) return invalid('malformed');
  const signer = keys.find(({ kid }) => kid === header.kid);
  if (header.alg !== 'RS256' || !signer) return invalid('unknown key or algorithm');
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), signer.key, Buffer.from(signature, 'base64url'))) {
    return invalid('signature');
  }
  if (claims.iss !== issuer) return invalid('issuer');
  const meantFor = [claims.aud ?? claims.client_id].flat().map(String);
  if (!meantFor.some((one) => audience.includes(one))) return invalid('audience');
  if (typeof claims.exp !== 'number' || claims.exp <= nowSeconds) return invalid('expired');
  if (typeof claims.nbf === 'number' && claims.nbf > nowSeconds) return invalid('not yet valid');
  return { kind: 'valid', claims };
}

/** The issuer's public keys, asked for once and again when a token names one not seen before. */
export function issuerKeys(
  fetchJson: (url: string) => Promise<unknown>,
): (issuer: string, token: string) => Promise<Key[]> {
  const known = new Map<string, Key[]>();
  const load = async (issuer: string): Promise<Key[]> => {
    const { jwks_uri } = (await fetchJson(`${issuer}/.well-known/openid-configuration`)) as { jwks_uri: string };
    const { keys } = (await fetchJson(jwks_uri)) as { keys: (JsonWebKey & { kid: string })[] };
    return keys.map((key) => ({ kid: key.kid, key: createPublicKey({ key, format: 'jwk' }) }));
  };
  return async (issuer, token) => {
    const kid = decoded(token.split('.')[0])?.kid;
    const keys = known.get(issuer);
    if (keys?.some((key) => key.kid === kid)) return keys;
    const fresh = await load(issuer).catch(() => []);
    known.set(issuer, fresh);
    return fresh;
  };
}

/** Claims reach the function as strings, lists in brackets. */
export const claimsAsStrings = (claims: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
