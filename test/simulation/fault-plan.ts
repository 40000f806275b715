import type { Random } from './random.ts';

/** What can go wrong with a call to a port. */
export const callFaults = ['crash-before', 'crash-after', 'throttle', 'half-apply', 'repeat', 'delay'] as const;
/**
 * `crash-before`, `crash-after`: the function dies there. `throttle`: refused, nothing written. `half-apply`: written,
 * and the caller gets an error. `repeat`: the client, its first answer lost, writes again and hears of the second.
 * `delay`: the call takes seconds.
 */
export type CallFault = (typeof callFaults)[number];

/** What can go wrong at a receiver. `answer-lost`: taken, and we do not hear of it. */
export const sendFaults = ['answer-lost', 'refused-for-now', 'refused-for-good'] as const;
export type SendFault = (typeof sendFaults)[number];

/** A port that is down for a while: every call to it is refused, so long that messages become dead letters. */
export type Outage = { port: string; fromMs: number; toMs: number };

/** Ports that may be down; a receiver that is down says so, and is among the send faults. */
const mayBeDown = ['timeline', 'conversations', 'tickets', 'ledger', 'outbox', 'settings', 'knowledge'] as const;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Decides what goes wrong; `index` counts the calls of a run from 0. */
export type FaultPlan = {
  call(index: number): CallFault | undefined;
  send(index: number): SendFault | undefined;
  /** Share of deliveries that the queue makes twice, each of: at once, and again after it was removed. */
  duplicateShare: number;
  /** Times are milliseconds from the start. */
  outages: Outage[];
};

export const noFaults: FaultPlan = { call: () => undefined, send: () => undefined, duplicateShare: 0, outages: [] };

/** A share of all calls goes wrong, each kind as often as the others; of sends and deliveries that share each kind. */
export const mixedFaults = (share: number, random: Random): FaultPlan => ({
  call: () => (random.chance(share) ? random.pick(callFaults) : undefined),
  send: () => (random.chance(share * sendFaults.length) ? random.pick(sendFaults) : undefined),
  duplicateShare: share,
  outages: Array.from({ length: 3 }, () => {
    const fromMs = random.between(0, 2 * dayMs);
    return { port: random.pick(mayBeDown), fromMs, toMs: fromMs + random.between(5, 90) * minuteMs };
  }),
});

/** All goes well but for one call. */
export const oneCallFault = (at: number, fault: CallFault): FaultPlan => ({
  ...noFaults,
  call: (index) => (index === at ? fault : undefined),
});

/** All goes well but for one send. */
export const oneSendFault = (at: number, fault: SendFault): FaultPlan => ({
  ...noFaults,
  send: (index) => (index === at ? fault : undefined),
});
