import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, toCursor } from '../../functions/shared/adapters/cursor.ts';
import { keys, part } from '../../functions/shared/adapters/keys.ts';
import { signature, verify } from '../../functions/shared/channels/http-api/verify.ts';
import { customerIdOf, derivedId, messageIdOf } from '../../functions/shared/ids.ts';
import { asWebhookSecret, keysFor } from '../../functions/shared/secrets.ts';
import { readToken, signToken } from '../../functions/shared/signed-token.ts';
import { someSecrets } from '../fixtures/builders.ts';

const chatKeys = keysFor(someSecrets, 'chat');
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '#', ':', '1:a', '__proto__', '0', '12:'));
const handles = fc.record({ channel: text, account: text, user: text });

describe('ids', () => {
  it('are the same for the same parts, and differ for any other', () => {
    fc.assert(
      fc.property(handles, handles, text, text, (one, two, first, second) => {
        const sameHandle = JSON.stringify(one) === JSON.stringify(two);
        expect(customerIdOf({ ...one })).toBe(customerIdOf(one));
        expect(customerIdOf(one) === customerIdOf(two)).toBe(sameHandle);
        expect(derivedId(first, second) === derivedId(second, first)).toBe(first === second);
        expect(messageIdOf(one, first) === messageIdOf(one, second)).toBe(first === second);
      }),
    );
  });

  it('do not collide when a border moves between parts', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2, unit: 'grapheme' }), fc.nat(), fc.nat(), (joined, here, there) => {
        const [one, two] = [here % joined.length, there % joined.length].map((at) =>
          derivedId(joined.slice(0, at), joined.slice(at)),
        );
        const wellFormed = [here, there].every((at) => joined.slice(0, at % joined.length).isWellFormed());
        fc.pre(wellFormed);
        expect(one === two).toBe(here % joined.length === there % joined.length);
      }),
    );
  });

  it('are short enough for every key, event and queue', () => {
    fc.assert(
      fc.property(handles, (handle) => {
        expect(customerIdOf(handle)).toMatch(/^c_[0-9a-f]{26}$/);
      }),
    );
  });
});

describe('parts of keys', () => {
  const ids = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), text);

  it('are told apart as their ids are, and have neither separator nor too great a length', () => {
    fc.assert(
      fc.property(ids, ids, (one, two) => {
        expect(part(one) === part(two)).toBe(one.toWellFormed() === two.toWellFormed());
        expect(part(one)).toMatch(/^[\w.!~*'()%-]*$/);
        expect(part(one).length).toBeLessThanOrEqual(512);
      }),
    );
  });

  it('make page tokens that can be read again', () => {
    fc.assert(
      fc.property(ids, (entryId) => {
        const { sk } = keys.entry({ customerId: 'c', occurredAt: '2026-11-18T03:00:00.000Z', entryId });
        expect(readCursor(toCursor(sk), 'AT#')).toBe(sk);
      }),
    );
  });
});

describe('signed tokens', () => {
  const facts = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), {
    noNullPrototype: true,
  });

  it('give back what was signed', () => {
    fc.assert(
      fc.property(facts, (signed) => {
        expect(readToken(signToken(signed, chatKeys), chatKeys)).toEqual(JSON.parse(JSON.stringify(signed)));
      }),
    );
  });

  it('are void when a single character is another, is missing or is added', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    const changes = fc.tuple(
      facts,
      fc.nat(),
      fc.constantFrom(...alphabet),
      fc.constantFrom('replace', 'remove', 'insert'),
    );

    fc.assert(
      fc.property(changes, ([signed, where, sign, how]) => {
        const token = signToken(signed, chatKeys);
        const at = where % token.length;
        const tampered =
          token.slice(0, at) + (how === 'remove' ? '' : sign) + token.slice(how === 'insert' ? at : at + 1);
        fc.pre(tampered !== token);
        expect(readToken(tampered, chatKeys)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('are never made of any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (other) => {
        expect(readToken(other, chatKeys)).toBeUndefined();
      }),
    );
  });
});

describe('signed requests', () => {
  const now = 1_800_000_000;
  const [key = Buffer.alloc(0)] = keysFor(someSecrets, 'api');
  const secret = asWebhookSecret(key);
  const ids = fc.string({ minLength: 1 }).filter((id) => !/[.,]/.test(id));

  it('of any bytes are accepted, and refused once a byte is another', () => {
    fc.assert(
      fc.property(ids, fc.uint8Array(), fc.nat(), fc.integer({ min: 1, max: 255 }), (id, body, where, by) => {
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': String(now),
          'webhook-signature': signature(key, id, now, body),
        };
        const request = { method: 'POST', url: 'https://x.example', headers, body };
        expect(verify(request, { secret }, now)).toEqual({ ok: true, messageId: id });

        const other = Uint8Array.from([...body, 0]);
        const at = where % other.length;
        other[at] = (other[at] ?? 0) ^ by;
        expect(verify({ ...request, body: other }, { secret }, now).ok).toBe(false);
      }),
    );
  });

  it('with any headers are answered, never with an exception', () => {
    const names = fc.constantFrom('webhook-id', 'webhook-timestamp', 'webhook-signature');
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'binary' }), { noNullPrototype: true }), (headers) => {
        expect(
          verify({ method: 'POST', url: 'https://x.example', headers, body: new Uint8Array() }, { secret }, now).ok,
        ).toBe(false);
      }),
    );
  });
});
