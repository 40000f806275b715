import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authorizeUrl, signIn, whoIs } from '../../../console/src/sign-in.ts';

const auth = { authority: 'https://idp.example/pool', domain: 'https://login.example', clientId: 'desk' };
const crypto = webcrypto as Crypto;

function aBrowser(search: string, status = 200) {
  const stored = new Map<string, string>();
  const went: string[] = [];
  const replaced: string[] = [];
  const posted: URLSearchParams[] = [];
  const at = { now: Date.parse('2026-03-01T09:00:00.000Z') };
  const door = (search: string) =>
    signIn({
      auth,
      storage: {
        getItem: (name) => stored.get(name) ?? null,
        setItem: (name, value) => void stored.set(name, value),
        removeItem: (name) => void stored.delete(name),
      },
      fetch: async (_, init) => {
        posted.push(init?.body as URLSearchParams);
        return Response.json({ id_token: 'the-token' }, { status });
      },
      location: { origin: 'https://desk.example', search, assign: (url) => void went.push(url) },
      replaceUrl: (url) => void replaced.push(url),
      crypto,
      now: () => new Date(at.now),
    });
  return { door, first: door(search), went, replaced, posted, at };
}

describe('signing in', () => {
  it('asks for a code with the challenge of RFC 7636', async () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const url = new URL(await authorizeUrl(auth, { origin: 'https://desk.example', state: 'abc', verifier, crypto }));

    expect(url.origin + url.pathname).toBe('https://login.example/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'desk',
      redirect_uri: 'https://desk.example/',
      scope: 'openid email',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      state: 'abc',
    });
  });

  it('comes back to the link it started from, with a token', async () => {
    const { door, first, went, replaced, posted } = aBrowser('?ticket=t_1');
    expect(await first.token()).toBeUndefined();
    const state = new URL(went[0] ?? '').searchParams.get('state');

    expect(await door(`?code=c1&state=${state}`).token()).toBe('the-token');
    expect(replaced).toEqual(['/?ticket=t_1']);
    expect(posted[0]?.get('code')).toBe('c1');
    expect(posted[0]?.get('code_verifier')).toMatch(/^[\w-]{43}$/);
    expect(await door('').token()).toBe('the-token');
  });

  it('starts anew rather than take a code it did not ask for', async () => {
    const { door, first, went, posted } = aBrowser('');
    await first.token();

    expect(await door('?code=c1&state=forged').token()).toBeUndefined();
    expect(went).toHaveLength(2);
    expect(posted).toEqual([]);
  });

  it('does not go round in circles when a fresh token is refused, and leaves once it is old', async () => {
    const { door, first, went, at } = aBrowser('');
    await first.token();
    const state = new URL(went[0] ?? '').searchParams.get('state');
    const entered = door(`?code=c1&state=${state}`);
    await entered.token();

    await expect(entered.leave()).rejects.toThrow('still refused');
    at.now += 3_600_000;
    await entered.leave();
    expect(went).toHaveLength(2);
  });

  it('says so when the sign-in page sends an error back', async () => {
    await expect(aBrowser('?error=access_denied&error_description=no').first.token()).rejects.toThrow('no');
  });

  it('reads who it is from the token, in any script', () => {
    const claims = Buffer.from(JSON.stringify({ name: '小敏', email: 'min@lumi.example' })).toString('base64url');

    expect(whoIs(`h.${claims}.s`)).toBe('小敏');
    expect(whoIs('not a token')).toBe('');
  });
});
