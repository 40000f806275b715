import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { jsonFile } from './json-file.ts';

/** Real RS256 tokens for the demo agent, signed with a key of this laptop's own that stays in the data folder. */
export type Tokens = {
  jwk: object;
  id(poolId: string, clientId: string, nonce?: string): string;
  access(poolId: string, clientId: string): string;
  refresh(poolId: string, clientId: string): string;
};

export const TOKEN_SECONDS = 3600;

export const demoAgent = {
  sub: '00000000-0000-4000-8000-000000000001',
  email: 'agent@example.com',
  email_verified: true,
  name: 'Demo Agent',
  'cognito:username': 'demo-agent',
  'cognito:groups': ['supervisors', 'agents'],
};

function loadKey(file: string) {
  const { state, save } = jsonFile<{ kid?: string; privateKey?: string }>(file, {});
  if (!state.privateKey) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    state.privateKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    state.kid = randomUUID();
    save();
  }
  return { kid: state.kid ?? '', key: createPrivateKey(state.privateKey) };
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function times() {
  const now = Math.floor(Date.now() / 1000);
  return { auth_time: now, iat: now, exp: now + TOKEN_SECONDS };
}

export function tokens(file: string, issuerOf: (poolId: string) => string): Tokens {
  const { kid, key } = loadKey(file);
  const signed = (claims: object): string => {
    const content = `${base64url({ alg: 'RS256', kid, typ: 'JWT' })}.${base64url(claims)}`;
    return `${content}.${sign('RSA-SHA256', Buffer.from(content), key).toString('base64url')}`;
  };
  return {
    jwk: { ...createPublicKey(key).export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' },
    id: (poolId, aud, nonce) =>
      signed({ ...demoAgent, iss: issuerOf(poolId), aud, token_use: 'id', ...(nonce && { nonce }), ...times() }),
    access: (poolId, client_id) =>
      signed({
        sub: demoAgent.sub,
        username: demoAgent['cognito:username'],
        'cognito:groups': demoAgent['cognito:groups'],
        iss: issuerOf(poolId),
        client_id,
        token_use: 'access',
        scope: 'openid email profile',
        jti: randomUUID(),
        ...times(),
      }),
    refresh: (poolId, clientId) => signed({ token_use: 'refresh', poolId, clientId }),
  };
}
