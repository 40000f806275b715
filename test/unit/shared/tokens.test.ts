import { describe, expect, it } from 'vitest';
import { asWebhookSecret, keysFor, secrets } from '../../../functions/shared/secrets.ts';
import { readToken, signToken } from '../../../functions/shared/signed-token.ts';
import { someSecrets } from '../../fixtures/builders.ts';

const old = { key: 'the master key that was used until today' };
const rolled = { ...someSecrets, previousKey: old.key };

describe('the channels secret', () => {
  it.each([
    {},
    { key: '' },
    { key: 'x'.repeat(31) },
    { key: null },
    { key: 'x'.repeat(32), previousKey: '' },
    { key: 'x'.repeat(32), slack: { webhookUrl: 'here' } },
  ])('is not usable as %j: nothing is signed or accepted with a weak key', (given) => {
    expect(secrets.safeParse(given).success).toBe(false);
  });

  it('gives a key of 32 bytes for each purpose, none like another', () => {
    const keys = (['api', 'callback', 'chat'] as const).map((purpose) => keysFor(someSecrets, purpose));

    expect(keys.flat().map(({ byteLength }) => byteLength)).toEqual([32, 32, 32]);
    expect(new Set(keys.flat().map(asWebhookSecret)).size).toBe(3);
    expect(keysFor(someSecrets, 'api').map(asWebhookSecret)).toEqual(keysFor(someSecrets, 'api').map(asWebhookSecret));
  });

  it('signs with the new key and still knows the previous one', () => {
    const [now, before, ...more] = keysFor(rolled, 'api').map(asWebhookSecret);

    expect([now, before]).toEqual([...keysFor(someSecrets, 'api'), ...keysFor(old, 'api')].map(asWebhookSecret));
    expect(more).toEqual([]);
  });

  it('is written the way Standard Webhooks libraries read it', () => {
    expect(asWebhookSecret(Buffer.alloc(32))).toBe(`whsec_${'A'.repeat(43)}=`);
  });
});

describe('a signed token', () => {
  const keys = keysFor(someSecrets, 'chat');
  const facts = { session: 's_1', account: 'lumi', name: '林悦 👋' };

  it('gives back what was signed', () => {
    expect(readToken(signToken(facts, keys), keys)).toEqual(facts);
  });

  it('holds while its key is live, and no longer', () => {
    const token = signToken(facts, keysFor(old, 'chat'));

    expect(readToken(token, keysFor(rolled, 'chat'))).toEqual(facts);
    expect(readToken(token, keys)).toBeUndefined();
    expect(readToken(token, [])).toBeUndefined();
  });

  it.each(['', '.', 'x', 'x.', '.x', 'x.y', 'x.y.z', 'e30.', 'e30.e30', `${'x'.repeat(100_000)}.y`])(
    'is not the text %#',
    (token) => {
      expect(readToken(token, keys)).toBeUndefined();
    },
  );

  it('takes no further part', () => {
    const token = signToken(facts, keys);

    for (const more of ['.', '.x', `.${token}`]) expect(readToken(token + more, keys)).toBeUndefined();
  });

  it('travels in addresses and protocol headers as it is', () => {
    expect(signToken(facts, keys)).toMatch(/^[\w-]+\.[\w-]+$/);
  });

  it('is not signed without a key', () => {
    expect(() => signToken(facts, [])).toThrow('no key to sign a token with');
  });
});
