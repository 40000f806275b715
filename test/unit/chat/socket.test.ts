import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openSession } from '../../../functions/chat/sessions.ts';
import { protocol, socket } from '../../../functions/chat/socket.ts';
import { fakeSocketDeps } from '../../fixtures/builders.ts';

type Event = Parameters<typeof socket>[0];

const anEvent = (
  eventType: APIGatewayProxyWebsocketEventV2['requestContext']['eventType'],
  { connectionId = 'c-1', ...more }: Partial<Event> & { connectionId?: string } = {},
) => ({ requestContext: { connectionId, eventType }, isBase64Encoded: false, ...more }) as Event;

const connect = (token: string, { connectionId = 'c-1', origin = 'https://shop.example', name = protocol } = {}) =>
  anEvent('CONNECT', { connectionId, headers: { Origin: origin, 'Sec-WebSocket-Protocol': `${name}, ${token}` } });
const frame = (body: object, connectionId = 'c-1') => anEvent('MESSAGE', { connectionId, body: JSON.stringify(body) });

async function aSession() {
  const fakes = fakeSocketDeps();
  const body = Buffer.from(JSON.stringify({ account: 'lumi', name: 'Mei' }));
  const answer = await openSession({ method: 'POST', url: 'https://x.example/', headers: {}, body }, fakes.deps);
  const {
    session,
    socket: { token },
  } = z.object({ session: z.string(), socket: z.object({ token: z.string() }) }).parse(answer.body);
  return { ...fakes, session, token };
}

describe('a chat socket', () => {
  it('opens for the token’s visitor, in our protocol', async () => {
    const { deps, token, session, sockets } = await aSession();

    expect(await socket(connect(token), deps)).toEqual({
      statusCode: 200,
      headers: { 'Sec-WebSocket-Protocol': protocol },
    });
    expect(await sockets.owner('c-1')).toEqual({ session, account: 'lumi', name: 'Mei' });
  });

  it('opens once by a token, also for two who come at once', async () => {
    const { deps, token } = await aSession();

    const answers = await Promise.all(
      ['c-1', 'c-2'].map((connectionId) => socket(connect(token, { connectionId }), deps)),
    );

    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 401]);
    expect(await socket(connect(token, { connectionId: 'c-3' }), deps)).toMatchObject({ statusCode: 401 });
  });

  it('does not open for a token that is too old, not ours, or missing, nor in another protocol', async () => {
    const { deps, token, now } = await aSession();

    expect(await socket(connect('x.y'), deps)).toMatchObject({ statusCode: 401 });
    expect(await socket(anEvent('CONNECT'), deps)).toMatchObject({ statusCode: 401 });
    expect(await socket(connect(token, { name: 'other.v1' }), deps)).toMatchObject({ statusCode: 401 });
    now.pass(300_000);
    expect(await socket(connect(token), deps)).toMatchObject({ statusCode: 401 });
  });

  it('does not open for another site, and does not use up the token for it', async () => {
    const { deps, token } = await aSession();

    expect(await socket(connect(token, { origin: 'https://evil.example' }), deps)).toMatchObject({ statusCode: 403 });
    expect(await socket(connect(token), deps)).toMatchObject({ statusCode: 200 });
  });

  it('answers a frame on the same socket, and says nothing to one that asks nothing', async () => {
    const { deps, token } = await aSession();
    await socket(connect(token), deps);

    expect(await socket(frame({ type: 'ping' }), deps)).toEqual({ statusCode: 200, body: '{"type":"pong"}' });
    expect(await socket(frame({ type: 'typing' }), deps)).toEqual({ statusCode: 200 });
    expect(await socket(anEvent('MESSAGE'), deps)).toMatchObject({ body: expect.stringContaining('refused') });
  });

  it('takes no frame before it is open nor after it is closed', async () => {
    const { deps, token, sent } = await aSession();
    const hello = frame({ type: 'message', id: '1', text: 'Hello' });

    expect(await socket(hello, deps)).toMatchObject({ statusCode: 403 });
    await socket(connect(token), deps);
    expect(await socket(anEvent('DISCONNECT'), deps)).toEqual({ statusCode: 200 });
    expect(await socket(hello, deps)).toMatchObject({ statusCode: 403 });
    expect(sent).toEqual([]);
  });

  it('is closed twice without complaint', async () => {
    const { deps } = await aSession();

    expect(await socket(anEvent('DISCONNECT'), deps)).toEqual({ statusCode: 200 });
    expect(await socket(anEvent('DISCONNECT'), deps)).toEqual({ statusCode: 200 });
  });
});
