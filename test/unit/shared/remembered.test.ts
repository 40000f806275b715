import { describe, expect, it } from 'vitest';
import { remembered } from '../../../functions/shared/adapters/remembered.ts';
import { aClock } from '../../fixtures/builders.ts';

/** A source that answers 1, 2, 3… or is down, and how often it was asked. */
function aSource() {
  const source = { asked: 0, isDown: false, heldWas: undefined as number | undefined };
  const ask = async (held: number | undefined) => {
    source.asked++;
    source.heldWas = held;
    if (source.isDown) throw new Error('throttled');
    return source.asked;
  };
  const now = aClock();
  return { source, now, get: remembered(ask, 60_000, now) };
}

describe('what is remembered', () => {
  it('is asked for once a minute', async () => {
    const { source, now, get } = aSource();

    expect([await get(), await get()]).toEqual([1, 1]);
    now.pass(59_999);
    expect(await get()).toBe(1);
    now.pass(1);
    expect(await get()).toBe(2);
    expect(source.asked).toBe(2);
  });

  it('is asked for once by a hundred at a time', async () => {
    const { source, get } = aSource();

    expect(new Set(await Promise.all(Array.from({ length: 100 }, get)))).toEqual(new Set([1]));
    expect(source.asked).toBe(1);
  });

  it('goes on holding while it cannot be had anew, and is asked for again soon', async () => {
    const { source, now, get } = aSource();
    await get();
    source.isDown = true;
    now.pass(60_000);

    expect([await get(), await get()]).toEqual([1, 1]);
    expect(source.asked).toBe(2);
    source.isDown = false;
    now.pass(6_000);
    expect(await get()).toBe(3);
  });

  it('must be had the first time, and may be asked for again after a failure', async () => {
    const { source, get } = aSource();
    source.isDown = true;

    await expect(get()).rejects.toThrow('throttled');
    source.isDown = false;
    expect(await get()).toBe(2);
  });

  it('is shown to whoever asks anew, so that nothing unchanged is loaded twice', async () => {
    const { source, now, get } = aSource();
    await get();
    now.pass(60_000);
    await get();

    expect(source.heldWas).toBe(1);
  });
});
