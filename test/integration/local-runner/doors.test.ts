import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { RunningStack } from '../../../local/stack.ts';
import { outside, startFixture } from './fixture-stack.ts';

let stack: RunningStack;
let world: ReturnType<typeof outside>;
beforeAll(async () => {
  stack = await startFixture();
  world = outside(stack.file);
}, 120_000);
afterAll(() => stack?.stop());

const output = (name: string): string => stack.file.outputs.Fixture?.[name] ?? '';

describe('an HTTP API', () => {
  it('hands over a request in payload format 2.0', async () => {
    const answer = await fetch(`${stack.url}/v1/echo/a%20b?x=1&x=2`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Mixed': 'yes', cookie: 'a=1; b=2' },
      body: '{"hello":1}',
    });

    const { event } = (await answer.json()) as { event: object };
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /v1/echo/{name}',
      rawQueryString: 'x=1&x=2',
      queryStringParameters: { x: '1,2' },
      pathParameters: { name: 'a b' },
      headers: { 'x-mixed': 'yes' },
      cookies: ['a=1', 'b=2'],
      body: '{"hello":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST' }, stage: '$default' },
    });
    expect(answer.headers.get('set-cookie')).toBe('seen=1');
  });

  it('hands bytes and forms over in base64', async () => {
    const bytes = randomBytes(64);
    const answer = await fetch(`${stack.url}/channels/x/y`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
    });

    const { event } = (await answer.json()) as { event: { body: string; isBase64Encoded: boolean } };
    expect(event).toMatchObject({ body: bytes.toString('base64'), isBase64Encoded: true });
  });

  it('refuses what API Gateway would refuse for its size', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
    const answer = await fetch(`${stack.url}/channels/x/y`, { method: 'POST', body });

    expect(answer.status).toBe(413);
  });

  it('answers a preflight by its CORS rules', async () => {
    const headers = { origin: 'https://desk.example.com', 'access-control-request-method': 'POST' };
    const answer = await fetch(`${stack.url}/v1/echo/a`, { method: 'OPTIONS', headers });

    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://desk.example.com',
    ]);
  });
});

describe('a route for those who are signed in', () => {
  const ask = (token?: string) =>
    fetch(`${stack.url}/v1/private`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const issued = () => stack.signIn(world.refOf('Fixture/Pool/Resource'), world.refOf('Fixture/Pool/Client/Resource'));

  it('is closed without a token, with a forged one and with one for somebody else', async () => {
    const [head, , signature] = issued().split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'mallory', exp: 9_999_999_999 })).toString('base64url');
    const elsewhere = stack.signIn(world.refOf('Fixture/Pool/Resource'), 'another-client');

    for (const token of [undefined, 'nonsense', `${head}.${claims}.${signature}`, elsewhere]) {
      expect((await ask(token)).status).toBe(401);
    }
  });

  it('is open with a token, whose claims the function learns', async () => {
    const answer = await ask(issued());

    const { event } = (await answer.json()) as { event: object };
    expect(event).toMatchObject({
      requestContext: { authorizer: { jwt: { claims: { email: 'agent@example.com' } } } },
    });
  });

  it('can be reached by signing in: a code for a redirect, tokens for the code and its proof', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const code_challenge = createHash('sha256').update(verifier).digest('base64url');
    const client_id = world.refOf('Fixture/Pool/Client/Resource');
    const redirect_uri = 'http://localhost/back';
    const base = `${stack.url}/_cognito/${world.refOf('Fixture/Pool/Resource')}`;
    const query = new URLSearchParams({ client_id, redirect_uri, response_type: 'code', state: 's', code_challenge });

    const sent = await fetch(`${base}/oauth2/authorize?${query}`, { redirect: 'manual' });
    const back = new URL(sent.headers.get('location') ?? '');
    const form = {
      grant_type: 'authorization_code',
      client_id,
      redirect_uri,
      code: back.searchParams.get('code') ?? '',
    };
    const redeem = (code_verifier: string) =>
      fetch(`${base}/oauth2/token`, { method: 'POST', body: new URLSearchParams({ ...form, code_verifier }) });
    const { id_token } = (await (await redeem(verifier)).json()) as { id_token: string };

    expect(back.searchParams.get('state')).toBe('s');
    expect((await ask(id_token)).status).toBe(200);
    expect((await redeem(verifier)).status).toBe(400); // a code is good once
  });
});

describe('a WebSocket API', () => {
  const open = (token: string): Promise<WebSocket> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${output('ChatUrl')}?token=${token}`, ['heartline.v1', token]);
      socket.on('open', () => resolve(socket));
      socket.on('error', reject);
    });
  const next = (socket: WebSocket): Promise<string> =>
    new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())));
  const connection = (id: string) => `${output('ChatCallback')}/@connections/${encodeURIComponent(id)}`;

  it('lets in only whom the connect function lets in', async () => {
    await expect(open('bad')).rejects.toThrow('401');
  });

  it('answers, is written to, and is gone once closed', async () => {
    const socket = await open('good');
    expect(socket.protocol).toBe('heartline.v1');

    socket.send(JSON.stringify({ action: 'say', text: 'hi' }));
    const { ack, connectionId } = JSON.parse(await next(socket)) as { ack: string; connectionId: string };
    expect(ack).toBe('say');
    socket.send('no json');
    expect(JSON.parse(await next(socket))).toMatchObject({ ack: '$default', body: 'no json' });

    const heard = next(socket);
    expect((await fetch(connection(connectionId), { method: 'POST', body: 'from the desk' })).status).toBe(200);
    expect(await heard).toBe('from the desk');

    socket.close();
    await vi.waitFor(async () => {
      const keys = (await world.notes('socket')).map(({ sk }) => sk);
      expect(keys).toContain(`${connectionId} $disconnect`);
    }, 10_000);
    expect((await fetch(connection(connectionId), { method: 'POST', body: 'late' })).status).toBe(410);
  });

  it('closes a connection whose message is too long', async () => {
    const socket = await open('good');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send('x'.repeat(128 * 1024 + 1));

    expect(await closed).toBe(1009);
  });
});

describe('a distribution', () => {
  it('serves the site, its own page for what is not there, and its headers', async () => {
    const [page, deep] = [await fetch(stack.url), await fetch(`${stack.url}/tickets/42`)];

    expect(await page.text()).toContain('<title>Fixture</title>');
    expect(await deep.text()).toContain('<title>Fixture</title>');
    expect(deep.status).toBe(200);
    expect(page.headers.get('x-frame-options')).toBe('DENY');
  });

  it('fills in what only a deployment knows', async () => {
    const config = await (await fetch(`${stack.url}/config.json`)).json();

    expect(config).toEqual({
      api: stack.url,
      pool: world.refOf('Fixture/Pool/Resource'),
      client: world.refOf('Fixture/Pool/Client/Resource'),
    });
  });
});
