import { describe, expect, it } from 'vitest';
import { parse } from '../../../functions/shared/channels/http-api/parse.ts';
import { aClock, minutesOn } from '../../fixtures/builders.ts';

const posted = { channel: 'app', account: 'lumi', user: 'u-1', messageId: 'm-1', text: 'Hello' };
const bytes = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
const read = (body: unknown) => parse(bytes(body), aClock());
const readWith = (change: object) => read({ ...posted, ...change });

const fieldOf = (result: ReturnType<typeof parse>) => (result.ok ? 'accepted' : result.refused.field);

describe('a posted message', () => {
  it('needs a channel, an account, a user, an id and a text', () => {
    expect(read(posted)).toEqual({
      ok: true,
      incoming: [{ channel: 'app', account: 'lumi', user: 'u-1', providerId: 'm-1', text: 'Hello', attachments: [] }],
    });
  });

  it('may say when, who and with which files', () => {
    const result = readWith({
      sentAt: '2026-11-18T10:59:00+08:00',
      profile: { name: 'Mei' },
      attachments: [{ url: 'https://cdn.example/a.jpg' }],
    });

    expect(result).toMatchObject({
      incoming: [
        {
          sentAt: '2026-11-18T02:59:00.000Z',
          name: 'Mei',
          attachments: [
            { url: 'https://cdn.example/a.jpg', name: 'file', contentType: 'application/octet-stream', bytes: 0 },
          ],
        },
      ],
    });
  });

  it('may say more than we know', () => {
    expect(readWith({ sentiment: 'happy', __proto__: { a: 1 }, constructor: 1 }).ok).toBe(true);
  });

  it.each<[string, string, object]>([
    ['channel', 'in capitals', { channel: 'App' }],
    ['channel', 'absent', { channel: undefined }],
    ['account', 'empty', { account: '' }],
    ['user', 'a number', { user: 17 }],
    ['user', 'too long', { user: 'u'.repeat(201) }],
    ['messageId', 'a number that JavaScript cannot hold', { messageId: 2 ** 53 }],
    ['messageId', 'too long', { messageId: 'm'.repeat(201) }],
    ['text', 'null', { text: null }],
    ['text', 'an array', { text: ['Hello'] }],
    ['text', 'a book', { text: 'x'.repeat(200_001) }],
    ['text', 'empty without attachments', { text: '' }],
    ['text', 'only spaces without attachments', { text: ' \n\u3000' }],
    ['sentAt', 'seconds', { sentAt: 1_763_434_800 }],
    ['sentAt', 'milliseconds', { sentAt: 1_763_434_800_000 }],
    ['sentAt', 'digits', { sentAt: '1763434800' }],
    ['sentAt', 'without an offset', { sentAt: '2026-11-18T03:00:00' }],
    ['sentAt', 'a day', { sentAt: '2026-11-18' }],
    ['sentAt', 'a day that never was', { sentAt: '2026-02-30T00:00:00Z' }],
    ['sentAt', 'a leap second', { sentAt: '2016-12-31T23:59:60Z' }],
    ['sentAt', 'seconds taken for milliseconds: 1970', { sentAt: '1970-01-21T09:50:34Z' }],
    ['sentAt', 'in the year 9999', { sentAt: '9999-12-31T23:59:59Z' }],
    ['sentAt', 'six minutes ahead', { sentAt: minutesOn(6) }],
    ['attachments', 'an object', { attachments: {} }],
    ['attachments', 'too many', { attachments: Array(21).fill({ url: 'https://cdn.example/a' }) }],
    ['attachments.0.url', 'http', { attachments: [{ url: 'http://cdn.example/a' }] }],
    ['attachments.0.url', 'a file of ours', { attachments: [{ url: 'file:///etc/passwd' }] }],
    ['attachments.0.url', 'data', { attachments: [{ url: 'data:text/html,x' }] }],
    [
      'attachments.1.bytes',
      'negative',
      { attachments: [{ url: 'https://cdn.example/a' }, { url: 'https://cdn.example/b', bytes: -1 }] },
    ],
    ['profile.name', 'too long', { profile: { name: 'n'.repeat(129) } }],
    ['profile', 'a name', { profile: 'Mei' }],
  ])('is refused for its %s: %s', (field, _how, change) => {
    expect(fieldOf(readWith(change))).toBe(field);
  });

  it.each(['', 'null', '[]', '17', '"Hello"', '{', '{"text":NaN}', "{'text':1}", '\ufeff', '{}{}'])(
    'is refused when its body is %j',
    (body) => {
      const result = read(body);

      expect(result.ok).toBe(false);
      expect(fieldOf(result)).toBe('body');
    },
  );

  it.each([
    ['overlong UTF-8', [0x22, 0xc0, 0xaf, 0x22]],
    ['GB18030', [0x22, 0xc4, 0xe3, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ])('is refused in %s', (_encoding, body) => {
    expect(fieldOf(parse(Uint8Array.from(body), aClock()))).toBe('body');
  });

  it('may come from a platform whose clock runs a little ahead', () => {
    expect(readWith({ sentAt: minutesOn(5) }).ok).toBe(true);
  });

  it('may be a file without words', () => {
    expect(readWith({ text: '', attachments: [{ url: 'https://cdn.example/a.jpg' }] }).ok).toBe(true);
  });

  it('keeps an id of many digits as it is', () => {
    expect(readWith({ messageId: '9007199254740993' })).toMatchObject({
      incoming: [{ providerId: '9007199254740993' }],
    });
  });

  it('by the last of two fields of one name', () => {
    expect(read(`{"text":"first",${JSON.stringify(posted).slice(1)}`)).toMatchObject({ incoming: [{ text: 'Hello' }] });
  });

  it('is read in no time, however deeply nested or wide what we do not read', () => {
    const deep = JSON.stringify(posted).replace('{', `{"x":${'['.repeat(10_000)}${']'.repeat(10_000)},`);
    const wide = JSON.stringify({
      ...Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 0])),
      ...posted,
    });
    const started = performance.now();

    expect([read(deep).ok, read(wide).ok]).toEqual([true, true]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
