import { describe, expect, it } from 'vitest';
import { messageReceived } from '../../../events/message-received.ts';
import { bodyLimit, receive } from '../../../functions/ingress/receive.ts';
import { signature } from '../../../functions/shared/channels/http-api/verify.ts';
import { messageIdOf } from '../../../functions/shared/ids.ts';
import { keysFor } from '../../../functions/shared/secrets.ts';
import { triage } from '../../../functions/triage/triage.ts';
import {
  fakeReceiveDeps,
  fakeTriageDeps,
  minutesOn,
  someSecrets,
  toStage,
  wednesday,
} from '../../fixtures/builders.ts';

const posted = {
  channel: 'app',
  account: 'lumi',
  user: 'u-1',
  messageId: 'm-1',
  text: 'Where is it?',
  sentAt: wednesday,
};
const messageId = messageIdOf(posted, posted.messageId);

/** A request as the platform sends it, signed unless the test spoils it. */
function aRequest(change: object | string = {}, { secrets = someSecrets, now = Date.parse(wednesday) } = {}) {
  const body = Buffer.from(typeof change === 'string' ? change : JSON.stringify({ ...posted, ...change }));
  const [key = Buffer.alloc(0)] = keysFor(secrets, 'api');
  const timestamp = Math.floor(now / 1000);
  return {
    method: 'POST',
    url: 'https://api.example/v1/messages',
    headers: {
      'webhook-id': 'w-1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature(key, 'w-1', timestamp, body),
    },
    body,
  };
}

/** Everything a door can write, to show that it did not. */
const written = ({ sent, timeline, bodies }: ReturnType<typeof fakeReceiveDeps>) => [
  sent,
  timeline.all(),
  bodies.keys(),
];

describe('a message to the signed API', () => {
  it('is durable in triage’s queue before it is answered with 202 and its id', async () => {
    const { deps, sent } = fakeReceiveDeps();

    expect(await receive(aRequest(), deps)).toEqual({ status: 202, body: { messageId } });

    expect(toStage(sent, 'triage')).toMatchObject([
      {
        causedBy: messageId,
        data: {
          messageId,
          text: 'Where is it?',
          occurredAt: wednesday,
          replyTo: { via: 'callback', account: 'lumi', user: 'u-1' },
        },
      },
    ]);
    expect(messageReceived.safeParse(sent[0]?.event).success).toBe(true);
  });

  it('is not answered with success when the queue does not take it', async () => {
    const { deps } = fakeReceiveDeps({ outbox: { send: async () => Promise.reject(new Error('queue is down')) } });

    await expect(receive(aRequest(), deps)).rejects.toThrow('queue is down');
  });

  it('that has been through already is 200 and goes nowhere', async () => {
    const fakes = fakeReceiveDeps();
    await receive(aRequest(), fakes.deps);
    for (const event of toStage(fakes.sent, 'triage'))
      await triage(event, fakeTriageDeps({ timeline: fakes.timeline }).deps);
    fakes.now.pass(3_600_000);

    const again = await receive(aRequest({}, { now: fakes.now().getTime() }), fakes.deps);

    expect(again).toEqual({ status: 200, body: { messageId } });
    expect(fakes.sent).toHaveLength(1);
  });

  it('sent again before triage has seen it says the same event again', async () => {
    const { deps, sent } = fakeReceiveDeps();

    await receive(aRequest(), deps);
    await receive(aRequest(), deps);

    expect(sent[1]).toEqual(sent[0]);
  });

  it('that uses an id for another text is 409, and neither text is lost', async () => {
    const fakes = fakeReceiveDeps();
    await receive(aRequest(), fakes.deps);
    for (const event of toStage(fakes.sent, 'triage'))
      await triage(event, fakeTriageDeps({ timeline: fakes.timeline }).deps);

    expect(await receive(aRequest({ text: 'Something else' }), fakes.deps)).toMatchObject({
      status: 409,
      body: { error: { code: 'another-text', field: 'messageId' } },
    });
  });

  it('without a time gets that of its first arrival, whenever it comes again', async () => {
    const { deps, sent, now } = fakeReceiveDeps();
    await receive(aRequest({ sentAt: undefined }), deps);
    now.pass(60_000);

    await receive(aRequest({ sentAt: undefined }), deps);

    expect(toStage(sent, 'triage').map(({ data }) => data.occurredAt)).toEqual([wednesday, wednesday]);
  });

  it('that is not ours writes nothing and is 401', async () => {
    const fakes = fakeReceiveDeps();
    const spoilt = [
      aRequest({}, { secrets: { key: 'another master key, also long enough' } }),
      aRequest({}, { now: Date.parse(minutesOn(6)) }),
      { ...aRequest(), headers: {} },
      { ...aRequest(), body: Buffer.from('{}') },
    ];

    for (const request of spoilt) {
      expect(await receive(request, fakes.deps)).toMatchObject({ status: 401, body: { error: { code: 'signature' } } });
    }
    expect(written(fakes)).toEqual([[], [], []]);
    expect(fakes.told.map(({ name }) => name)).toEqual(Array(4).fill('refused'));
  });

  it('tells a sender without a signature nothing of why', async () => {
    const { deps } = fakeReceiveDeps();

    const answers = [
      await receive({ ...aRequest(), headers: {} }, deps),
      await receive({ ...aRequest(), body: Buffer.from('{}') }, deps),
    ];

    expect(answers[0]).toEqual(answers[1]);
  });

  it('of a byte too many is 413, before its signature is looked at', async () => {
    const fakes = fakeReceiveDeps();

    expect(await receive({ ...aRequest(), body: Buffer.alloc(bodyLimit + 1) }, fakes.deps)).toMatchObject({
      status: 413,
    });
    expect(await receive({ ...aRequest(), body: Buffer.alloc(bodyLimit) }, fakes.deps)).toMatchObject({ status: 401 });
    expect(written(fakes)).toEqual([[], [], []]);
  });

  it('that says nothing we can take is 400 and names the field', async () => {
    const fakes = fakeReceiveDeps();

    expect(await receive(aRequest({ text: '' }), fakes.deps)).toMatchObject({
      status: 400,
      body: { error: { field: 'text' } },
    });
    expect(await receive(aRequest('[]'), fakes.deps)).toMatchObject({
      status: 400,
      body: { error: { field: 'body' } },
    });
    expect(written(fakes)).toEqual([[], [], []]);
  });

  it.each(['nobody', '__proto__', 'constructor', 'LUMI'])('to an account called %s is 404', async (account) => {
    const fakes = fakeReceiveDeps();

    expect(await receive(aRequest({ account }), fakes.deps)).toMatchObject({
      status: 404,
      body: { error: { field: 'account' } },
    });
    expect(written(fakes)).toEqual([[], [], []]);
  });

  it('under the previous key is taken while the new one is rolled out', async () => {
    const rolled = { key: 'a new master key, long enough for all', previousKey: someSecrets.key };
    const { deps } = fakeReceiveDeps({ secrets: async () => rolled });

    expect(await receive(aRequest(), deps)).toMatchObject({ status: 202 });
    expect(await receive(aRequest({ messageId: 'm-2' }, { secrets: rolled }), deps)).toMatchObject({ status: 202 });
  });

  it('of 100,000 characters travels as its beginning, with the whole beside it', async () => {
    const { deps, sent, bodies } = fakeReceiveDeps();
    const text = '👩‍👩‍👧'.repeat(10_000);

    expect(await receive(aRequest({ text }), deps)).toMatchObject({ status: 202 });

    const [event] = toStage(sent, 'triage');
    expect(event?.data.text.length).toBeLessThanOrEqual(8000);
    expect(text.startsWith(event?.data.text ?? 'x')).toBe(true);
    expect(Buffer.from((await bodies.get(event?.data.bodyKey ?? '')) ?? []).toString()).toBe(text);
  });

  it('is cleaned of what no queue takes', async () => {
    const { deps, sent } = fakeReceiveDeps();

    await receive(aRequest({ text: 'a\u0000b\ufffec\ud800d\r\ne', profile: { name: 'Mei\u0007\uffff' } }), deps);

    const [event] = toStage(sent, 'triage');
    expect(event?.data.text).toBe('a\ufffdb\ufffdc\ufffdd\ne');
    expect(event?.data.name).toBe('Mei\ufffd\ufffd');
  });

  it('is told of again only when it has been through already, and by its id alone', async () => {
    const fakes = fakeReceiveDeps();
    const secret = aRequest({ text: 'my secret', profile: { name: 'Mei' } });

    await receive(secret, fakes.deps);
    expect(fakes.told).toEqual([]);
    for (const event of toStage(fakes.sent, 'triage'))
      await triage(event, fakeTriageDeps({ timeline: fakes.timeline }).deps);
    await receive(secret, fakes.deps);

    expect(fakes.told).toEqual([{ name: 'receivedBefore', facts: { messageId, as: 'seen-before' } }]);
  });

  it('may say the brand’s own rank of the customer', async () => {
    const { deps, sent } = fakeReceiveDeps();

    await receive(aRequest({ profile: { tier: 'gold' } }), deps);

    expect(toStage(sent, 'triage')).toMatchObject([{ data: { tier: 'gold' } }]);
  });
});
