import { expect, it } from 'vitest';
import type { Bodies } from '../../functions/shared/ports/bodies.ts';

/** What every store of large texts and files promises. */
export function bodiesContract(make: () => Bodies | Promise<Bodies>) {
  const textOf = (content: Uint8Array | undefined) => content && Buffer.from(content).toString('utf8');

  it('gives back text as it was written', async () => {
    const bodies = await make();
    await bodies.put('bodies/m-1', '你好 👋\u0000\r\n', 'text/plain; charset=utf-8');

    expect(textOf(await bodies.get('bodies/m-1'))).toBe('你好 👋\u0000\r\n');
  });

  it('gives back every byte of a file', async () => {
    const bodies = await make();
    const file = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    await bodies.put('attachments/m-1/0', file, 'application/octet-stream');

    expect(Buffer.from((await bodies.get('attachments/m-1/0')) ?? []).equals(file)).toBe(true);
  });

  it('tells an empty body from none', async () => {
    const bodies = await make();
    await bodies.put('bodies/empty', '', 'text/plain');

    expect(await bodies.get('bodies/empty')).toHaveLength(0);
    expect(await bodies.get('bodies/missing')).toBeUndefined();
  });

  it('keeps the latest of two under one key', async () => {
    const bodies = await make();
    await bodies.put('knowledge/lumi/current.json', 'one', 'application/json');
    await bodies.put('knowledge/lumi/current.json', 'two', 'application/json');

    expect(textOf(await bodies.get('knowledge/lumi/current.json'))).toBe('two');
  });

  it.each([
    'mail/邮件 1',
    'mail/a+b c',
    'mail/100%',
    'mail/?x=1&y#z',
    'mail/👋',
    "mail/it's (1)!*",
    'mail/a=b;c,d@e',
    'mail/.../x',
    'mail/%41',
  ])('finds %s again, and nothing else under it', async (key) => {
    const bodies = await make();
    await bodies.put(key, key, 'text/plain');

    expect(textOf(await bodies.get(key))).toBe(key);
    expect(await bodies.get(`${key}x`)).toBeUndefined();
    expect(await bodies.get('mail/A')).toBeUndefined();
  });
}
