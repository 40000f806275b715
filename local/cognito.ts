import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Cloud } from './cloud.ts';
import { demoAgent, TOKEN_SECONDS, tokens } from './cognito-tokens.ts';
import { readBody, sendJson } from './http-body.ts';

/**
 * A stand-in for a Cognito user pool and its hosted sign-in: an OAuth2 code flow with PKCE that asks nobody for a
 * password but signs in the demo agent at once. Its tokens are real RS256 tokens of this laptop's own key.
 */
export type Cognito = {
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  /** An ID token, for tests and the command line. */
  idToken(poolId: string, clientId: string): string;
};

type Grant = { poolId: string; clientId: string; redirectUri: string; challenge?: string; nonce?: string; at: number };

const clientProperties = z.object({
  UserPoolId: z.string(),
  CallbackURLs: z.array(z.string()).default([]),
});

export function cognito(cloud: Cloud, { url: base, file }: { url: string; file: string }): Cognito {
  const issuerOf = (poolId: string): string => `${base}/_cognito/${poolId}`;
  const issue = tokens(file, issuerOf);
  const grants = new Map<string, Grant>();
  const clients = new Map(
    cloud
      .ofType('AWS::Cognito::UserPoolClient')
      .map((client) => [client.identity.ref, clientProperties.parse(cloud.properties(client))]),
  );

  function authorize(poolId: string, url: URL, response: ServerResponse): void {
    const ask = (name: string): string => url.searchParams.get(name) ?? '';
    const [clientId, redirectUri, challenge, nonce] = [
      ask('client_id'),
      ask('redirect_uri'),
      ask('code_challenge'),
      ask('nonce'),
    ];
    const client = clients.get(clientId);
    const isKnown = client?.CallbackURLs.includes(redirectUri) || redirectUri.startsWith(`${base}/`);
    const refusal =
      (client?.UserPoolId !== poolId && 'invalid_client') ||
      (!isKnown && 'redirect_mismatch') ||
      (ask('response_type') !== 'code' && 'unsupported_response_type');
    if (refusal) {
      sendJson(response, 400, { error: refusal });
      return;
    }
    const code = randomUUID();
    const proof = { ...(challenge && { challenge }), ...(nonce && { nonce }) };
    grants.set(code, { poolId, clientId, redirectUri, at: Date.now(), ...proof });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    if (ask('state')) back.searchParams.set('state', ask('state'));
    response.writeHead(302, { location: back.href }).end();
  }

  function redeem(form: URLSearchParams): object | undefined {
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    if (!grant || Date.now() - grant.at > 5 * 60_000 || grant.redirectUri !== form.get('redirect_uri'))
      return undefined;
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant.challenge !== undefined && grant.challenge !== proof) return undefined;
    return {
      id_token: issue.id(grant.poolId, grant.clientId, grant.nonce),
      refresh_token: issue.refresh(grant.poolId, grant.clientId),
      ...rest(grant.poolId, grant.clientId),
    };
  }
  const rest = (poolId: string, clientId: string): object => ({
    access_token: issue.access(poolId, clientId),
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
  });

  async function token(poolId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams((await readBody(request)).toString());
    if (form.get('grant_type') === 'refresh_token' && clients.has(form.get('client_id') ?? '')) {
      const clientId = form.get('client_id') ?? '';
      return sendJson(response, 200, { id_token: issue.id(poolId, clientId), ...rest(poolId, clientId) });
    }
    const answer = form.get('grant_type') === 'authorization_code' ? redeem(form) : undefined;
    return answer ? sendJson(response, 200, answer) : sendJson(response, 400, { error: 'invalid_grant' });
  }

  return {
    idToken: issue.id,
    async handle(request, response, url) {
      const [, , poolId = '', ...parts] = url.pathname.split('/');
      const issuer = issuerOf(poolId);
      const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
      for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
      if (request.method === 'OPTIONS') return void response.writeHead(204).end();
      switch (parts.join('/')) {
        case '.well-known/openid-configuration':
          return sendJson(response, 200, {
            issuer,
            jwks_uri: `${issuer}/.well-known/jwks.json`,
            authorization_endpoint: `${issuer}/oauth2/authorize`,
            token_endpoint: `${issuer}/oauth2/token`,
            userinfo_endpoint: `${issuer}/oauth2/userInfo`,
            response_types_supported: ['code'],
            subject_types_supported: ['public'],
            id_token_signing_alg_values_supported: ['RS256'],
          });
        case '.well-known/jwks.json':
          return sendJson(response, 200, { keys: [issue.jwk] });
        case 'oauth2/authorize':
        case 'login':
          return authorize(poolId, url, response);
        case 'oauth2/token':
          return token(poolId, request, response);
        case 'oauth2/userInfo':
          return sendJson(response, 200, demoAgent);
        case 'logout': {
          const back = url.searchParams.get('logout_uri') ?? url.searchParams.get('redirect_uri') ?? base;
          return void response.writeHead(302, { location: back }).end();
        }
        default:
          return sendJson(response, 404, { message: 'Not Found' });
      }
    },
  };
}
