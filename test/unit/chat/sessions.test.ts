import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { mayChat, openSession, visitorOf } from '../../../functions/chat/sessions.ts';
import { keysFor } from '../../../functions/shared/secrets.ts';
import { signToken } from '../../../functions/shared/signed-token.ts';
import { aConfig, fakeSocketDeps, someSecrets } from '../../fixtures/builders.ts';

const keys = keysFor(someSecrets, 'chat');
const shop = 'https://shop.example';

const aRequest = (
  body: unknown,
  { origin = shop, method = 'POST' }: { origin?: string | undefined; method?: string } = {},
) => ({
  method,
  url: 'https://api.example/v1/chat/sessions',
  headers: origin === undefined ? {} : { origin },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

const opened = z.object({
  session: z.string(),
  resume: z.string(),
  socket: z.object({ url: z.string(), token: z.string() }),
});

describe('a chat session', () => {
  it('begins with a token for one socket, and another to come back with', async () => {
    const { deps, now } = fakeSocketDeps();

    const { status, body } = await openSession(aRequest({ account: 'lumi', name: ' Mei ' }), deps);

    const { session, socket } = opened.parse(body);
    expect(status).toBe(200);
    expect(socket.url).toBe('wss://socket.example/v1');
    expect(visitorOf(socket.token, keys, now())).toMatchObject({ session, account: 'lumi', name: 'Mei' });
  });

  it('is never the same twice', async () => {
    const { deps } = fakeSocketDeps();

    const sessions = await Promise.all(
      Array.from({ length: 50 }, () => openSession(aRequest({ account: 'lumi' }), deps)),
    );

    expect(new Set(sessions.map(({ body }) => opened.parse(body).session)).size).toBe(50);
    expect(new Set(sessions.map(({ body }) => opened.parse(body).socket.token)).size).toBe(50);
  });

  it('is resumed by who holds its token, name and all, weeks later', async () => {
    const { deps, now } = fakeSocketDeps();
    const { session, resume } = opened.parse(
      (await openSession(aRequest({ account: 'lumi', name: 'Mei' }), deps)).body,
    );
    now.pass(30 * 86_400_000);

    const again = opened.parse((await openSession(aRequest({ account: 'lumi', resume }), deps)).body);

    expect(again.session).toBe(session);
    expect(visitorOf(again.socket.token, keys, now())).toMatchObject({ name: 'Mei' });
  });

  it('begins anew for a token that is not ours, of another account, or tampered with', async () => {
    const { deps } = fakeSocketDeps({
      settings: async () => aConfig({ accounts: { lumi: { chatOrigins: [shop] }, nova: { chatOrigins: [shop] } } }),
    });
    const { session, resume } = opened.parse((await openSession(aRequest({ account: 'lumi' }), deps)).body);
    const forged = signToken(
      { session, account: 'lumi' },
      keysFor({ key: 'another master key, also long enough' }, 'chat'),
    );

    for (const [account, token] of [
      ['nova', resume],
      ['lumi', forged],
      ['lumi', `${resume}x`],
      ['lumi', ''],
    ] as const) {
      const { status, body } = await openSession(aRequest({ account, resume: token }), deps);
      expect(status).toBe(200);
      expect(opened.parse(body).session).not.toBe(session);
    }
  });

  it('may be opened from the brand’s sites and from the desk’s own', () => {
    const config = aConfig();

    expect(mayChat(config, 'lumi', shop, undefined)).toBe(true);
    expect(mayChat(config, 'lumi', 'https://desk.example', 'https://desk.example/')).toBe(true);
    expect(mayChat(config, 'lumi', undefined, undefined)).toBe(true);
  });

  it.each([
    'https://evil.example',
    'https://shop.example.evil.example',
    'https://evil.example/https://shop.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://SHOP.example',
    'null',
    '',
  ])('may not be opened from “%s”', async (origin) => {
    const { deps } = fakeSocketDeps();

    expect(mayChat(aConfig(), 'lumi', origin, 'https://desk.example')).toBe(false);
    expect(await openSession({ ...aRequest({ account: 'lumi' }), headers: { origin } }, deps)).toMatchObject({
      status: 403,
    });
  });

  it.each<[string, unknown, number, string]>([
    ['no JSON', '{', 400, 'body'],
    ['null', 'null', 400, 'body'],
    ['a list', [], 400, 'body'],
    ['no account', {}, 400, 'account'],
    ['a number for an account', { account: 1 }, 400, 'account'],
    ['an endless name', { account: 'lumi', name: 'n'.repeat(129) }, 400, 'name'],
    ['an endless token', { account: 'lumi', resume: 'x'.repeat(2049) }, 400, 'resume'],
    ['an unknown account', { account: 'nova' }, 404, 'account'],
    ['the prototype of all accounts', { account: '__proto__' }, 404, 'account'],
  ])('is refused for %s', async (_what, body, status, field) => {
    const { deps } = fakeSocketDeps();

    expect(await openSession(aRequest(body), deps)).toMatchObject({ status, body: { error: { field } } });
  });

  it('tells the browser, when asked, that it may ask', async () => {
    const { deps } = fakeSocketDeps();

    const { status, headers } = await openSession(aRequest('', { method: 'OPTIONS' }), deps);

    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-allow-methods': 'POST',
      vary: 'origin',
    });
  });

  it('gives out nothing without a key', async () => {
    const { deps } = fakeSocketDeps({ secrets: async () => Promise.reject(new Error('no usable key')) });

    await expect(openSession(aRequest({ account: 'lumi' }), deps)).rejects.toThrow('no usable key');
  });
});

describe('a resume token', () => {
  it('is not the socket’s: one that was seen opens no session of its visitor again', async () => {
    const { deps } = fakeSocketDeps();
    const first = opened.parse((await openSession(aRequest({ account: 'lumi' }), deps)).body);

    const again = await openSession(aRequest({ account: 'lumi', resume: first.socket.token }), deps);

    expect(opened.parse(again.body).session).not.toBe(first.session);
  });
});

describe('a socket’s token', () => {
  const facts = (now: Date) => ({
    use: 'socket',
    session: 's_12345678',
    account: 'lumi',
    nonce: 'n',
    expires: now.getTime() + 300_000,
  });

  it('holds for five minutes', async () => {
    const { deps, now } = fakeSocketDeps();
    const { socket } = opened.parse((await openSession(aRequest({ account: 'lumi' }), deps)).body);

    now.pass(299_999);
    expect(visitorOf(socket.token, keys, now())).toBeDefined();
    now.pass(1);
    expect(visitorOf(socket.token, keys, now())).toBeUndefined();
  });

  it('is no other text of ours, and none of somebody else’s', () => {
    const now = new Date();
    const resume = signToken({ use: 'resume', session: 's_12345678', account: 'lumi' }, keys);
    const others = keysFor(someSecrets, 'api');

    for (const token of [
      resume,
      signToken(facts(now), others),
      signToken({ ...facts(now), use: 'resume' }, keys),
      signToken({ ...facts(now), session: '' }, keys),
      '',
      '.',
      'a.b.c',
    ]) {
      expect(visitorOf(token, keys, now), token).toBeUndefined();
    }
    expect(visitorOf(signToken(facts(now), keys), keys, now)).toBeDefined();
  });
});
