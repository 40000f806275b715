import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../functions/deliver/gate.ts';
import { leaseMs, once, type Sending } from '../../../functions/deliver/once.ts';
import { memoryLedger } from '../../../functions/shared/adapters/memory-stores.ts';
import type { Ledger, Send } from '../../../functions/shared/ports/ledger.ts';
import type { SendOutcome } from '../../../functions/shared/ports/senders.ts';
import { TryAgain } from '../../../functions/shared/unprocessable.ts';
import { aClock, aSend, minutesOn, wednesday } from '../../fixtures/builders.ts';

/** One request, with a receiver that answers as told and a ledger that can hold an earlier attempt. */
async function aSending({
  outcome = { kind: 'sent' } as SendOutcome | Error,
  repeatable = false,
  verdict = { kind: 'through' } as Verdict,
  before,
}: {
  outcome?: SendOutcome | Error;
  repeatable?: boolean;
  verdict?: Verdict;
  before?: Partial<Send>;
} = {}) {
  const ledger = memoryLedger();
  if (before) {
    await ledger.claim(aSend({ claim: 'earlier', ...before, state: 'sending' }));
    if (before.state && before.state !== 'sending') await ledger.settle(aSend({ claim: 'earlier', ...before }));
  }
  const now = aClock();
  const went: string[] = [];
  const kept: [string, string][] = [];
  const sending: Sending = {
    send: aSend({ claim: 'now' }),
    repeatable,
    mayLeave: async () => verdict,
    go: async (at) => {
      went.push(at);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    keep: async (at, what) => void kept.push([at, what]),
  };
  const state = async () => (await ledger.get('r-1'))?.state;
  const run = (with_: Ledger = ledger) => once(sending, { ledger: with_, now });
  return { run, state, went, kept, ledger, now, sending };
}

const tooLong = minutesOn(-leaseMs / 60_000);
const blocked = { kind: 'blocked', because: 'a person has the conversation' } as const;

describe('a send that nobody has begun', () => {
  it('goes, is kept on the timeline and settled', async () => {
    const { run, state, went, kept, ledger } = await aSending({ outcome: { kind: 'sent', providerId: 'ses-1' } });

    expect(await run()).toEqual({ kind: 'sent' });
    expect([went, kept, await state()]).toEqual([[wednesday], [[wednesday, 'sent']], 'sent']);
    expect(ledger.all()).toMatchObject([{ providerId: 'ses-1' }]);
  });

  it('that is refused for good is failed, with its reason', async () => {
    const { run, state, kept, ledger } = await aSending({ outcome: { kind: 'failed', because: 'no such user' } });

    expect(await run()).toEqual({ kind: 'failed', because: 'no such user' });
    expect([kept, await state()]).toEqual([[[wednesday, 'failed']], 'failed']);
    expect(ledger.all()).toMatchObject([{ because: 'no such user' }]);
  });

  it.each([true, false])('that was surely not accepted is tried again (repeatable: %s)', async (repeatable) => {
    const { run, state, kept } = await aSending({ outcome: { kind: 'retry', because: '429' }, repeatable });

    await expect(run()).rejects.toThrow(TryAgain);
    expect([kept, await state()]).toEqual([[], 'intent']);
  });

  it('whose answer is lost is unknown when the receiver knows no repetition', async () => {
    const { run, state, kept } = await aSending({ outcome: { kind: 'unknown', because: 'timeout' } });

    expect(await run()).toEqual({ kind: 'unknown', because: 'timeout' });
    expect([kept, await state()]).toEqual([[[wednesday, 'unknown']], 'unknown']);
  });

  it('whose answer is lost stays begun, to be repeated under its time, when the receiver knows a repetition', async () => {
    const { run, state, kept } = await aSending({ outcome: { kind: 'unknown', because: 'timeout' }, repeatable: true });

    await expect(run()).rejects.toThrow(TryAgain);
    expect([kept, await state()]).toEqual([[], 'sending']);
  });

  it('does not go when the gate says no, and that is written down', async () => {
    const { run, state, went, kept } = await aSending({ verdict: blocked });

    expect(await run()).toEqual(blocked);
    expect([went, kept, await state()]).toEqual([[], [], 'blocked']);
  });

  it('whose worker dies stays begun: nobody may guess', async () => {
    const { run, state } = await aSending({ outcome: new Error('killed') });

    await expect(run()).rejects.toThrow('killed');
    expect(await state()).toBe('sending');
  });
});

describe('a send that was begun before', () => {
  it.each(['sent', 'failed', 'unknown'] as const)(
    'and ended as %s does not go again, and is on the timeline if a crash had kept it off',
    async (end) => {
      const { run, went, kept, state } = await aSending({ before: { state: end, at: tooLong } });

      expect(await run()).toEqual({ kind: 'sentBefore' });
      expect([went, kept, await state()]).toEqual([[], [[tooLong, end]], end]);
    },
  );

  it('and blocked does not go again, nor is it on the timeline', async () => {
    const { run, went, kept, ledger } = await aSending();
    await ledger.block(aSend({ state: 'blocked' }));

    expect(await run()).toEqual({ kind: 'sentBefore' });
    expect([went, kept]).toEqual([[], []]);
  });

  it('and refused for now goes', async () => {
    const { run, state, went } = await aSending({ before: { state: 'intent' } });

    expect(await run()).toEqual({ kind: 'sent' });
    expect([went, await state()]).toEqual([[wednesday], 'sent']);
  });

  it('and refused for now is blocked for good once a person has the conversation', async () => {
    const { run, state, went } = await aSending({ before: { state: 'intent' }, verdict: blocked });

    expect(await run()).toEqual(blocked);
    expect([went, await state()]).toEqual([[], 'blocked']);
  });

  it('by somebody still at it waits', async () => {
    const { run, went } = await aSending({ before: { at: minutesOn(-(leaseMs - 1) / 60_000) } });

    await expect(run()).rejects.toThrow(TryAgain);
    expect(went).toEqual([]);
  });

  it('and left in the middle becomes unknown where the receiver knows no repetition', async () => {
    const { run, state, went, kept } = await aSending({ before: { at: tooLong } });

    expect(await run()).toEqual({ kind: 'unknown', because: 'begun, and not known whether it arrived' });
    expect([went, kept, await state()]).toEqual([[], [[tooLong, 'unknown']], 'unknown']);
  });

  it('and left in the middle goes again, under its first time, where the receiver knows a repetition', async () => {
    const { run, state, went, kept } = await aSending({ before: { at: tooLong }, repeatable: true });

    expect(await run()).toEqual({ kind: 'sent' });
    expect([went, kept, await state()]).toEqual([[tooLong], [[tooLong, 'sent']], 'sent']);
  });

  it('and left in the middle is not repeated against a person’s hand: it is unknown', async () => {
    const { run, went, state } = await aSending({ before: { at: tooLong }, repeatable: true, verdict: blocked });

    expect(await run()).toMatchObject({ kind: 'unknown' });
    expect([went, await state()]).toEqual([[], 'unknown']);
  });

  it('that vanishes from the ledger between two questions is tried again, not sent', async () => {
    const { run, ledger, went } = await aSending({ before: {} });

    await expect(run({ ...ledger, get: async () => undefined })).rejects.toThrow(TryAgain);
    expect(went).toEqual([]);
  });
});

describe('one request', () => {
  it('delivered twenty times at once goes once', async () => {
    const { run, went, state } = await aSending();

    const ends = await Promise.allSettled(Array.from({ length: 20 }, () => run()));

    expect(went).toHaveLength(1);
    expect(await state()).toBe('sent');
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is settled before it is on the timeline: the ledger has the last word', async () => {
    const { sending, ledger, now } = await aSending();
    const steps: string[] = [];
    const settle: Ledger['settle'] = async (send) => {
      steps.push('settled');
      return ledger.settle(send);
    };

    await once({ ...sending, keep: async () => void steps.push('kept') }, { ledger: { ...ledger, settle }, now });

    expect(steps).toEqual(['settled', 'kept']);
  });

  it('that crashed between the two is on the timeline after its second delivery, and does not go again', async () => {
    const { sending, ledger, now, run, kept, went } = await aSending();
    const crash = async () => Promise.reject(new Error('crash'));
    await expect(once({ ...sending, keep: crash }, { ledger, now })).rejects.toThrow('crash');

    expect(await run()).toEqual({ kind: 'sentBefore' });
    expect([kept, went]).toEqual([[[wednesday, 'sent']], [wednesday]]);
  });

  it('repeated and then refused for now stays begun: the first attempt may have arrived', async () => {
    const { run, state } = await aSending({
      before: { at: tooLong },
      repeatable: true,
      outcome: { kind: 'retry', because: '429' },
    });

    await expect(run()).rejects.toThrow(TryAgain);
    expect(await state()).toBe('sending');
  });
});
