import type { Clock } from '../shared/ports/clock.ts';
import type { Ledger, Send } from '../shared/ports/ledger.ts';
import type { SendOutcome } from '../shared/ports/senders.ts';
import { TryAgain } from '../shared/unprocessable.ts';
import type { Verdict } from './gate.ts';

/** One effect and how to bring it about; `at` is the time of the first attempt that may have arrived: a repetition bears the same. */
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
    if (claim.kind === 'claimed') return attempt(send, sending, ledger, true);
  }

  const before = await ledger.get(send.requestId);
  switch (before?.state) {
    case undefined:
    case 'intent':
      throw new TryAgain('an earlier attempt was refused for now');
    case 'sent':
    case 'failed':
    case 'unknown':
      await keep(before.at, before.state);
      return { kind: 'sentBefore' };
    case 'blocked':
      return { kind: 'sentBefore' };
    case 'sending': {
      if (now().getTime() - Date.parse(before.at) < leaseMs) throw new TryAgain('somebody is at it');
      if (repeatable && verdict.kind === 'through') return attempt(before, sending, ledger, false);
      const because = 'begun, and not known whether it arrived';
      await ledger.settle({ ...before, state: 'unknown', because });
      await keep(before.at, 'unknown');
      return { kind: 'unknown', because };
    }
  }
}

/**
 * Sends under a claim and writes down what became of it: the ledger first, whose word is final, then the timeline; a
 * delivery that finds the send settled writes the same entry again. Only a first attempt that was surely refused goes
 * back to `intent`: what may have arrived before stays `sending`, and is tried again under its first time.
 */
async function attempt(
  held: Send,
  { repeatable, go, keep }: Sending,
  ledger: Ledger,
  isFirst: boolean,
): Promise<Delivered> {
  const outcome = await go(held.at);
  if (outcome.kind === 'retry' && isFirst) await ledger.settle({ ...held, state: 'intent', because: outcome.because });
  if (outcome.kind === 'retry' || (outcome.kind === 'unknown' && repeatable)) throw new TryAgain(outcome.because);

  const { kind, ...facts } = outcome;
  const settled = await ledger.settle({ ...held, ...facts, state: kind });
  if (settled === 'lost') throw new TryAgain('settled by somebody else, or by a write of ours whose answer was lost');
  await keep(held.at, kind);
  return outcome.kind === 'sent' ? { kind: 'sent' } : outcome;
}
