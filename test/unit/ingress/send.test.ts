import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { postCallback } from '../../../functions/shared/channels/http-api/send.ts';
import { verify } from '../../../functions/shared/channels/http-api/verify.ts';
import { asWebhookSecret, keysFor } from '../../../functions/shared/secrets.ts';
import { someSecrets, wednesday } from '../../fixtures/builders.ts';

const keys = keysFor(someSecrets, 'callback');
const now = new Date(wednesday);
const body = {
  type: 'message.created' as const,
  timestamp: wednesday,
  data: { channel: 'app', account: 'lumi', user: 'u-1', text: '在路上了 🚚', by: 'bot' },
};

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

/** A customer's platform on this machine, and what it was sent. */
async function aPlatform(answer: RequestListener) {
  const received: { request: IncomingMessage; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    received.push({ request, body: Buffer.concat(await request.toArray()) });
    answer(request, response);
  });
  opened.push({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`, received };
}

const answering =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end('{}');
const post = (url: string, fetch = globalThis.fetch) => postCallback({ url, id: 'r-1', body }, { keys, now, fetch });

describe('a callback', () => {
  it('is signed so that a Standard Webhooks receiver accepts it, under the request’s own id', async () => {
    const { url, received } = await aPlatform(answering(200));

    expect(await post(url)).toEqual({ kind: 'sent' });

    const [{ request, body: raw } = { request: undefined, body: Buffer.alloc(0) }] = received;
    const headers = Object.fromEntries(
      Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const given = { method: 'POST', url, headers, body: raw };
    expect(verify(given, { secret: keys.map(asWebhookSecret) }, now.getTime() / 1000)).toEqual({
      ok: true,
      messageId: 'r-1',
    });
    expect(JSON.parse(raw.toString())).toEqual(body);
    expect(headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('is accepted by a receiver that has the old key or the new one, while one replaces the other', async () => {
    const { url, received } = await aPlatform(answering(200));
    const rolled = keysFor({ ...someSecrets, previousKey: 'the master key that was used until today' }, 'callback');

    await postCallback({ url, id: 'r-1', body }, { keys: rolled, now, fetch });

    for (const { request, body: raw } of received) {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const),
      );
      for (const key of rolled) {
        const given = { method: 'POST', url, headers, body: raw };
        expect(verify(given, { secret: asWebhookSecret(key) }, now.getTime() / 1000).ok).toBe(true);
      }
    }
    expect(received).toHaveLength(1);
  });

  it('says the same at every attempt', async () => {
    const { url, received } = await aPlatform(answering(500));

    await post(url);
    await post(url);

    const [first, second] = received.map(({ request, body: raw }) => [
      request.headers['webhook-id'],
      request.headers['webhook-signature'],
      String(raw),
    ]);
    expect(second).toEqual(first);
  });

  it.each([200, 201, 202, 204])('answered %d is sent', async (status) => {
    const { url } = await aPlatform(answering(status));

    expect(await post(url)).toEqual({ kind: 'sent' });
  });

  it.each([408, 429, 500, 502, 503, 504])('answered %d is tried again', async (status) => {
    const { url } = await aPlatform(answering(status));

    expect(await post(url)).toEqual({ kind: 'retry', because: `callback answered ${status}` });
  });

  it.each([400, 401, 403, 404, 405, 410, 413, 422])('answered %d has failed for good', async (status) => {
    const { url } = await aPlatform(answering(status));

    expect(await post(url)).toEqual({ kind: 'failed', because: `callback answered ${status}` });
  });

  it.each([301, 302, 303, 307, 308])('is not carried elsewhere by a %d', async (status) => {
    const elsewhere = await aPlatform(answering(200));
    const { url } = await aPlatform(answering(status, { location: elsewhere.url }));

    expect(await post(url)).toMatchObject({ kind: 'failed' });
    expect(elsewhere.received).toEqual([]);
  });

  it('that is not answered in time is unknown', async () => {
    const { url } = await aPlatform(() => {});
    const impatient: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(50) });

    expect(await post(url, impatient)).toEqual({ kind: 'unknown', because: 'callback: TimeoutError' });
  });

  it('has an end to its patience', async () => {
    let signal: AbortSignal | null | undefined;
    const watching: typeof fetch = async (_input, init) => {
      signal = init?.signal;
      return new Response();
    };

    await post('https://shop.example/in', watching);

    expect(signal).toBeInstanceOf(AbortSignal);
  });

  it('whose connection breaks off is unknown', async () => {
    const { url } = await aPlatform((request) => request.socket.destroy());

    expect(await post(url)).toMatchObject({ kind: 'unknown' });
  });

  it('that finds nobody was surely not taken, and is tried again', async () => {
    const { url } = await aPlatform(answering(200));
    for (const each of opened.splice(0)) each.close();

    expect(await post(url)).toEqual({ kind: 'retry', because: 'callback: ECONNREFUSED' });
  });
});
