import type { Clock } from '../shared/ports/clock.ts';
import type { Ledger, Send } from '../shared/ports/ledger.ts';
import type { SendOutcome } from '../shared/ports/senders.ts';
import { TryAgain } from '../shared/unprocessable.ts';
import type { Verdict } from './gate.ts';

/** One effect and how to bring it about; `at` is the time of the first attempt, whichever attempt succeeds. */
export type Sending = {
  send: Send;
  repeatable: boolean;
  mayLeave: () => Promise<Verdict>;
  go: (at: string) => Promise<SendOutcome>;
  /** Writes the timeline entry, if there is one; the same entry every time it is called for one request. */
  keep: (at: string, outcome: 'sent' | 'unknown' | 'failed') => Promise<void>;
};

export type Delivered =
  | { kind: 'sent' }
  | { kind: 'sentBefore' }
  | { kind: 'blocked'; because: string }
  | { kind: 'failed'; because: string }
  | { kind: 'unknown'; because: string };

/** Longer than a worker may run: whoever claimed a send this long ago is not at it any more. */
export const leaseMs = 20_000;

/**
 * Exactly one effect, or a named unknown. The ledger is asked first: a send is claimed before it is begun, so a second
 * delivery sees it. What was begun and not settled may have happened: it is repeated only where the receiver knows a
 * repetition for what it is, and otherwise becomes `unknown`, for a person to settle.
 */
export async function once(sending: Sending, { ledger, now }: { ledger: Ledger; now: Clock }): Promise<Delivered> {
  const { send, repeatable, mayLeave, keep } = sending;
  const verdict = await mayLeave();
  if (verdict.kind === 'blocked') {
    const blocked = await ledger.block({ ...send, state: 'blocked', because: verdict.because });
    if (blocked === 'blocked') return verdict;
  } else {
    const claim = await ledger.claim(send);
    if (claim.kind === 'claimed') return attempt(send, sending, ledger);
  }

  const before = await ledger.get(send.requestId);
  switch (before?.state) {
    case undefined:
    case 'intent':
      throw new TryAgain('an earlier attempt was refused for now');
    case 'sent':
    case 'failed':
    case 'unknown':
    case 'blocked':
      return { kind: 'sentBefore' };
    case 'sending': {
      if (now().getTime() - Date.parse(before.at) < leaseMs) throw new TryAgain('somebody is at it');
      if (repeatable && verdict.kind === 'through') return attempt(before, sending, ledger);
      const because = 'begun, and not known whether it arrived';
      await keep(before.at, 'unknown');
      await ledger.settle({ ...before, state: 'unknown', because });
      return { kind: 'unknown', because };
    }
  }
}

/** Sends under a claim, and writes down what became of it: the timeline first, so that a settled send is always on it. */
async function attempt(held: Send, { repeatable, go, keep }: Sending, ledger: Ledger): Promise<Delivered> {
  const outcome = await go(held.at);
  switch (outcome.kind) {
    case 'sent': {
      const { providerId } = outcome;
      await keep(held.at, 'sent');
      await ledger.settle({ ...held, state: 'sent', ...(providerId === undefined ? {} : { providerId }) });
      return { kind: 'sent' };
    }
    case 'retry':
    case 'failed':
    case 'unknown':
      if (outcome.kind === 'retry' || (outcome.kind === 'unknown' && repeatable)) {
        await ledger.settle({ ...held, state: 'intent', because: outcome.because });
        throw new TryAgain(outcome.because);
      }
      await keep(held.at, outcome.kind);
      await ledger.settle({ ...held, state: outcome.kind, because: outcome.because });
      return outcome;
  }
}
