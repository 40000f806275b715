import { expect, it } from 'vitest';
import { BadCursor } from '../../functions/shared/adapters/cursor.ts';
import type { Ledger, SendState } from '../../functions/shared/ports/ledger.ts';
import { aSend, minutesOn } from '../fixtures/builders.ts';
import { hostileIds } from './hostile-ids.ts';

/** A ledger in which `r-1` was begun by `worker-1` and has come to `state`. */
async function after(state: SendState, make: () => Ledger | Promise<Ledger>) {
  const ledger = await make();
  if (state === 'blocked') await ledger.block(aSend({ state }));
  else await ledger.claim(aSend());
  if (state !== 'blocked' && state !== 'sending') await ledger.settle(aSend({ state }));
  return ledger;
}

/** What every ledger promises: one effect a request, and no silent guess. */
export function ledgerContract(make: () => Ledger | Promise<Ledger>) {
  it('knows nothing of a request that nobody has begun', async () => {
    expect(await (await make()).get('r-1')).toBeUndefined();
  });

  it('gives a new request to the first who claims it, and says to the second who has it', async () => {
    const ledger = await make();

    expect(await ledger.claim(aSend())).toEqual({ kind: 'claimed' });
    expect(await ledger.claim(aSend({ claim: 'worker-2' }))).toEqual({ kind: 'taken', by: aSend() });
    expect(await ledger.get('r-1')).toEqual(aSend());
  });

  it('gives a request to exactly one of twenty who claim it at once', async () => {
    const ledger = await make();

    const told = await Promise.all(
      Array.from({ length: 20 }, (_, index) => ledger.claim(aSend({ claim: `worker-${index}` }))),
    );

    const winner = told.findIndex(({ kind }) => kind === 'claimed');
    expect(told.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(await ledger.get('r-1')).toMatchObject({ claim: `worker-${winner}` });
  });

  it('gives a request that was surely not accepted to the next who claims it', async () => {
    const ledger = await after('intent', make);

    expect(await ledger.claim(aSend({ claim: 'worker-2' }))).toEqual({ kind: 'claimed' });
    expect(await ledger.get('r-1')).toMatchObject({ state: 'sending', claim: 'worker-2' });
  });

  it.each(['sending', 'sent', 'unknown', 'failed', 'blocked'] as const)(
    'gives nobody a request that is %s',
    async (state) => {
      const ledger = await after(state, make);

      expect(await ledger.claim(aSend({ claim: 'worker-2' }))).toMatchObject({ kind: 'taken', by: { state } });
    },
  );

  it.each(['sent', 'unknown', 'failed', 'intent'] as const)(
    'lets its holder settle it as %s, with reason and receipt',
    async (state) => {
      const ledger = await after('sending', make);
      const settled = aSend({ state, because: 'timeout', providerId: 'ses-1' });

      expect(await ledger.settle(settled)).toBe('settled');
      expect(await ledger.get('r-1')).toEqual(settled);
    },
  );

  it('lets nobody settle what another holds, and nobody what nobody has begun', async () => {
    const ledger = await after('sending', make);

    expect(await ledger.settle(aSend({ claim: 'worker-2', state: 'sent' }))).toBe('lost');
    expect(await ledger.settle(aSend({ requestId: 'r-2', state: 'sent' }))).toBe('lost');
    expect(await ledger.get('r-1')).toMatchObject({ state: 'sending' });
  });

  it.each(['sent', 'failed', 'blocked', 'intent'] as const)('does not settle anew what is %s', async (state) => {
    const ledger = await after(state, make);

    expect(await ledger.settle(aSend({ state: 'unknown' }))).toBe('lost');
    expect(await ledger.get('r-1')).toMatchObject({ state });
  });

  it('lets a person settle what was unknown', async () => {
    const ledger = await after('unknown', make);

    expect(await ledger.settle(aSend({ state: 'sent', because: 'seen by Ann' }))).toBe('settled');
    expect((await ledger.unsettled({ limit: 10 })).sends).toEqual([]);
  });

  it('blocks what nobody has begun, or what was surely not accepted', async () => {
    for (const ledger of [await make(), await after('intent', make)]) {
      expect(await ledger.block(aSend({ state: 'blocked', because: 'a person has it' }))).toBe('blocked');
      expect(await ledger.get('r-1')).toMatchObject({ state: 'blocked', because: 'a person has it' });
    }
  });

  it.each(['sending', 'sent', 'unknown', 'failed'] as const)(
    'does not block what is %s: it may have happened',
    async (state) => {
      const ledger = await after(state, make);

      expect(await ledger.block(aSend({ state: 'blocked' }))).toBe('taken');
      expect(await ledger.get('r-1')).toMatchObject({ state });
    },
  );

  it.each(['unknown', 'failed'] as const)(
    'takes what is %s off the list once a person has looked, and keeps it',
    async (state) => {
      const ledger = await after(state, make);

      expect(await ledger.takeOff({ ...aSend({ state }), settledBy: 'ann' })).toBe('off');

      expect((await ledger.unsettled({ limit: 10 })).sends).toEqual([]);
      expect(await ledger.get('r-1')).toMatchObject({ state, settledBy: 'ann' });
      expect(await ledger.claim(aSend({ claim: 'worker-2' }))).toMatchObject({ kind: 'taken' });
    },
  );

  it('does not take off the list what has changed since a person looked', async () => {
    const ledger = await after('unknown', make);
    await ledger.settle(aSend({ state: 'failed' }));

    expect(await ledger.takeOff({ ...aSend({ state: 'unknown' }), settledBy: 'ann' })).toBe('lost');
    expect(await ledger.takeOff({ ...aSend({ state: 'failed', claim: 'worker-2' }), settledBy: 'ann' })).toBe('lost');
    expect((await ledger.unsettled({ limit: 10 })).sends).toHaveLength(1);
  });

  it('lists what a person has to look at, newest first, every send once', async () => {
    const ledger = await make();
    const states = ['unknown', 'sent', 'failed', 'intent', 'sending'] as const;
    for (let index = 0; index < 25; index++) {
      const send = { requestId: `r-${index}`, at: minutesOn(index) };
      await ledger.claim(aSend(send));
      const state = states[index % states.length];
      if (state && state !== 'sending') await ledger.settle(aSend({ ...send, state, because: 'why' }));
    }

    const ids: string[] = [];
    let next: string | undefined;
    do {
      const page = await ledger.unsettled({ limit: 3, ...(next ? { next } : {}) });
      ids.push(...page.sends.map(({ requestId }) => requestId));
      next = page.next;
    } while (next);

    expect(ids).toEqual([22, 20, 17, 15, 12, 10, 7, 5, 2, 0].map((index) => `r-${index}`));
  });

  it('refuses a page token that nobody gave out', async () => {
    const ledger = await after('unknown', make);

    await expect(ledger.unsettled({ limit: 10, next: '%%%' })).rejects.toThrow(BadCursor);
  });

  it.each(hostileIds)('keeps a request called %j apart from others', async (requestId) => {
    const ledger = await make();
    await ledger.claim(aSend({ requestId }));

    expect(await ledger.claim(aSend({ requestId: `${requestId}x` }))).toEqual({ kind: 'claimed' });
    expect(await ledger.get(requestId)).toMatchObject({ requestId });
  });
}
