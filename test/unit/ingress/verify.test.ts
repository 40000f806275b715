import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { signature, verify } from '../../../functions/shared/channels/http-api/verify.ts';
import { asWebhookSecret, keysFor } from '../../../functions/shared/secrets.ts';
import { someSecrets } from '../../fixtures/builders.ts';

const headers = z.record(z.string(), z.string());
const vectors = z
  .object({
    vectors: z.array(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('verify-request'),
          id: z.string(),
          now: z.number(),
          config: z.object({ secret: z.string() }),
          request: z.object({ method: z.string(), headers, body: z.string() }),
          expect: z.object({ verdict: z.enum(['accept', 'reject']), messageId: z.string().optional() }),
        }),
        z.object({
          kind: z.literal('sign-outbound'),
          id: z.string(),
          config: z.object({ secret: z.string() }),
          input: z.object({ id: z.string(), timestamp: z.number(), body: z.string() }),
          expect: z.object({ signature: z.string() }),
        }),
      ]),
    ),
  })
  .parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/signatures-http-api.json'), 'utf8')),
  ).vectors;

const now = 1_800_000_000;
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const keyOf = (text: string) => Buffer.from(text.replace('whsec_', ''), 'base64');

/** A request signed under `secret` just now; what is changed afterwards the signature does not cover. */
function signed({
  body = '{"text":"你好 👋"}',
  id = 'msg_1',
  timestamp = now,
  under = secret,
  change = {},
}: {
  body?: string | Uint8Array;
  id?: string;
  timestamp?: number;
  under?: string;
  change?: Record<string, string>;
} = {}) {
  return {
    method: 'POST',
    url: 'https://api.example/v1/messages',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature(keyOf(under), id, timestamp, body),
      ...change,
    },
    body: Buffer.from(body),
  };
}

const verdict = (request: ReturnType<typeof signed>, secrets: string | string[] = secret) =>
  verify(request, { secret: secrets }, now);

describe('published vectors', () => {
  it.each(vectors)('$id', (vector) => {
    if (vector.kind === 'sign-outbound') {
      const { id, timestamp, body } = vector.input;
      expect(signature(keyOf(vector.config.secret), id, timestamp, body)).toBe(vector.expect.signature);
      return;
    }
    const { request, config, expect: wanted } = vector;
    const result = verify(
      { ...request, url: 'https://api.example/', body: Buffer.from(request.body) },
      config,
      vector.now,
    );

    expect(result.ok).toBe(wanted.verdict === 'accept');
    if (result.ok) expect(result.messageId).toBe(wanted.messageId);
  });
});

describe('a signed request', () => {
  it('is accepted, with its id', () => {
    expect(verdict(signed())).toEqual({ ok: true, messageId: 'msg_1' });
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'is refused without %s, and with an empty one',
    (name) => {
      const request = signed();
      const without = Object.fromEntries(Object.entries(request.headers).filter(([each]) => each !== name));

      expect(verify({ ...request, headers: without }, { secret }, now)).toEqual({
        ok: false,
        reason: 'missing header',
      });
      expect(verdict(signed({ change: { [name]: '' } }))).toEqual({ ok: false, reason: 'missing header' });
    },
  );

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'is refused when %s comes twice and was joined by a comma',
    (name) => {
      const { headers: given } = signed();
      const value = given[name as keyof typeof given];

      expect(verdict(signed({ change: { [name]: `${value},${value}` } })).ok).toBe(false);
    },
  );

  it('is refused under another secret', () => {
    expect(verdict(signed({ under: other }))).toEqual({ ok: false, reason: 'signature' });
  });

  it.each([
    ['truncated by a character', (given: string) => given.slice(0, -1)],
    ['truncated to nothing', () => 'v1,'],
    ['lengthened', (given: string) => `${given}AAAA`],
    ['in hexadecimal', (given: string) => `v1,${Buffer.from(given.slice(3), 'base64').toString('hex')}`],
    ['without its version', (given: string) => given.slice(3)],
    ['of a version we do not know', (given: string) => given.replace('v1', 'v2')],
    ['of an asymmetric version', (given: string) => given.replace('v1', 'v1a')],
    ['with its version in capitals', (given: string) => given.replace('v1', 'V1')],
  ])('is refused when the signature is %s', (_how, change) => {
    const { headers: given } = signed();

    expect(verdict(signed({ change: { 'webhook-signature': change(given['webhook-signature']) } })).ok).toBe(false);
  });

  it('is accepted when one of several signatures fits, also behind some of other versions', () => {
    const { headers: given } = signed();
    const several = `v1a,xx v2,yy v1,${Buffer.alloc(32).toString('base64')} ${given['webhook-signature']}`;

    expect(verdict(signed({ change: { 'webhook-signature': several } })).ok).toBe(true);
  });

  it('is not searched for a fitting signature without end', () => {
    const { headers: given } = signed();
    const many = `${'v1,AAAA '.repeat(100)}${given['webhook-signature']}`;

    expect(verdict(signed({ change: { 'webhook-signature': many } })).ok).toBe(false);
  });

  it('is refused when any single byte of its body is altered', () => {
    const request = signed();
    for (let at = 0; at < request.body.length; at++) {
      const body = Buffer.from(request.body);
      body[at] = (body[at] ?? 0) ^ 1;
      expect(verdict({ ...request, body }).ok, `byte ${at}`).toBe(false);
    }
  });

  it('is refused when its body was read and written again', () => {
    const request = signed({ body: '{"text": "caf\\u00e9"}' });

    expect(verdict({ ...request, body: Buffer.from(JSON.stringify(JSON.parse(request.body.toString()))) }).ok).toBe(
      false,
    );
  });

  it('is signed by its bytes, text or not', () => {
    expect(verdict(signed({ body: Buffer.from([0, 255, 254, 128]) })).ok).toBe(true);
    expect(verdict(signed({ body: '' })).ok).toBe(true);
  });

  it('is refused when its id or time was changed', () => {
    expect(verdict(signed({ change: { 'webhook-id': 'msg_2' } })).ok).toBe(false);
    expect(verdict(signed({ change: { 'webhook-timestamp': String(now + 1) } })).ok).toBe(false);
  });

  it('cannot borrow a part of its body for its id', () => {
    const given = signature(keyOf(secret), 'a', now, 'x.y');
    const request = signed({ change: { 'webhook-id': `a.${now}`, 'webhook-signature': given } });

    expect(verdict(request)).toEqual({ ok: false, reason: 'bad header' });
  });

  it.each([
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
    [86_400, false],
  ])('from %d seconds away is accepted: %s', (seconds, ok) => {
    expect(verdict(signed({ timestamp: now + seconds }))).toEqual(
      ok ? { ok, messageId: 'msg_1' } : { ok, reason: 'timestamp' },
    );
  });

  it.each([
    'abc',
    '1.8e9',
    '0x6b49d200',
    `${now}abc`,
    ` ${now}`,
    `-${now}`,
    'NaN',
    'Infinity',
    `${now}000`,
    '18'.repeat(40),
  ])('is refused when its time reads %s', (timestamp) => {
    expect(verdict(signed({ change: { 'webhook-timestamp': timestamp } }))).toEqual({ ok: false, reason: 'timestamp' });
  });

  it.each(['', 'whsec_', 'whsec_AAAA', 'short', '   '])(
    'is refused by everybody whose secret is “%s”: no secret, no entry',
    (weak) => {
      expect(verdict(signed({ under: weak }), weak)).toEqual({ ok: false, reason: 'no usable secret' });
      expect(verdict(signed(), [weak])).toEqual({ ok: false, reason: 'no usable secret' });
      expect(verdict(signed(), [])).toEqual({ ok: false, reason: 'no usable secret' });
    },
  );

  it('is accepted under the old and the new secret while one replaces the other', () => {
    for (const under of [secret, other]) expect(verdict(signed({ under }), [other, secret]).ok).toBe(true);
    expect(verdict(signed(), [other]).ok).toBe(false);
    expect(verdict(signed(), ['', secret]).ok).toBe(true);
  });

  it('is not accepted under a key of ours for another purpose', () => {
    const [api] = keysFor(someSecrets, 'api');
    for (const purpose of ['callback', 'chat'] as const) {
      const [key] = keysFor(someSecrets, purpose);
      const request = signed({
        change: { 'webhook-signature': signature(key ?? Buffer.alloc(0), 'msg_1', now, '{"text":"你好 👋"}') },
      });
      expect(verdict(request, asWebhookSecret(api ?? Buffer.alloc(0))).ok, purpose).toBe(false);
    }
  });
});
