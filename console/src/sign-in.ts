/** What the deploy writes about who may come in. */
export type AuthConfig = { authority: string; domain: string; clientId: string };

export type SignInDeps = {
  auth: AuthConfig;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  fetch: typeof globalThis.fetch;
  location: { origin: string; search: string; assign(url: string): void };
  replaceUrl(url: string): void;
  crypto: Crypto;
  now: () => Date;
};

type Started = { state: string; verifier: string; search: string };
type Kept = { idToken: string; at: number };

/** Signing in anew sooner than this after the last time would only go round in circles. */
const shortestStayMs = 20_000;

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Where to send the browser: OAuth 2 authorization code with PKCE. */
export async function authorizeUrl(
  { domain, clientId }: AuthConfig,
  { origin, state, verifier, crypto }: { origin: string; state: string; verifier: string; crypto: Crypto },
) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: `${origin}/`,
    scope: 'openid email',
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
    state,
  });
  return `${domain}/oauth2/authorize?${query}`;
}

/** The e-mail or name inside an id token, to show who is signed in; the server alone decides what it is worth. */
export function whoIs(idToken: string): string {
  try {
    const payload = (idToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as { email?: string; name?: string };
    return claims.name ?? claims.email ?? '';
  } catch {
    return '';
  }
}

export function signIn({ auth, storage, fetch, location, replaceUrl, crypto, now }: SignInDeps) {
  const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
  const kept = () => JSON.parse(storage.getItem('heartline.token') ?? 'null') as Kept | null;

  /** Leaves for the sign-in page; what was open is opened again on the way back. */
  async function leave() {
    const last = kept();
    if (last && now().getTime() - last.at < shortestStayMs) throw new Error('signed in, and still refused');
    storage.removeItem('heartline.token');
    const started: Started = { state: random(), verifier: random(), search: location.search };
    storage.setItem('heartline.sign-in', JSON.stringify(started));
    location.assign(await authorizeUrl(auth, { ...started, origin: location.origin, crypto }));
  }

  /** Comes back from the sign-in page with a code, and changes it for a token. */
  async function arrive(code: string, state: string | null) {
    const started = JSON.parse(storage.getItem('heartline.sign-in') ?? 'null') as Started | null;
    storage.removeItem('heartline.sign-in');
    replaceUrl(`/${started?.search ?? ''}`);
    if (!started || started.state !== state) return leave();
    const response = await fetch(`${auth.domain}/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: auth.clientId,
        redirect_uri: `${location.origin}/`,
        code,
        code_verifier: started.verifier,
      }),
    });
    if (!response.ok) throw new Error(`the token was refused with ${response.status}`);
    const { id_token: idToken } = (await response.json()) as { id_token: string };
    storage.setItem('heartline.token', JSON.stringify({ idToken, at: now().getTime() } satisfies Kept));
    return idToken;
  }

  return {
    leave,
    /** The id token; undefined when the browser is on its way to the sign-in page. */
    async token(): Promise<string | undefined> {
      const back = new URLSearchParams(location.search);
      const code = back.get('code');
      if (back.has('error')) throw new Error(back.get('error_description') ?? 'signing in was refused');
      if (code) return (await arrive(code, back.get('state'))) ?? undefined;
      const known = kept();
      if (known) return known.idToken;
      await leave();
      return undefined;
    },
    /** Forgets the token here and ends the session there. */
    out() {
      storage.removeItem('heartline.token');
      const query = new URLSearchParams({ client_id: auth.clientId, logout_uri: `${location.origin}/` });
      location.assign(`${auth.domain}/logout?${query}`);
    },
  };
}
