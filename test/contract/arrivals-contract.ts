import { expect, it } from 'vitest';
import type { Arrivals } from '../../functions/shared/ports/arrivals.ts';
import { minutesOn } from '../fixtures/builders.ts';
import { hostileIds } from './hostile-ids.ts';

/** What every memory of arrivals promises. */
export function arrivalsContract(make: () => Arrivals | Promise<Arrivals>) {
  it('holds on to the first time a message was seen', async () => {
    const arrivals = await make();

    expect(await arrivals.firstSeen('m-1', minutesOn(5))).toBe(minutesOn(5));
    expect(await arrivals.firstSeen('m-1', minutesOn(9))).toBe(minutesOn(5));
    expect(await arrivals.firstSeen('m-1', minutesOn(1))).toBe(minutesOn(5));
    expect(await arrivals.firstSeen('m-2', minutesOn(9))).toBe(minutesOn(9));
  });

  it('tells twenty who see a message at once one and the same time', async () => {
    const arrivals = await make();

    const told = await Promise.all(
      Array.from({ length: 20 }, (_, index) => arrivals.firstSeen('m-1', minutesOn(index))),
    );

    expect(new Set(told).size).toBe(1);
    expect(await arrivals.firstSeen('m-1', minutesOn(99))).toBe(told[0]);
  });

  it.each(hostileIds)('takes %j for no other message', async (messageId) => {
    const arrivals = await make();
    await arrivals.firstSeen(messageId, minutesOn(1));

    expect(await arrivals.firstSeen(`${messageId}x`, minutesOn(2))).toBe(minutesOn(2));
    expect(await arrivals.firstSeen(messageId, minutesOn(3))).toBe(minutesOn(1));
  });
}
