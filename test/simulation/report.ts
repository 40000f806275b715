import { type Violation, violations } from './invariants/check.ts';
import type { World } from './simulated-world.ts';

/** What a run comes to; worlds are added up. */
export type Report = {
  messages: number;
  deliveries: number;
  portCalls: number;
  sends: number;
  invocations: number;
  deadLettersRedriven: number;
  unknownSends: number;
  virtualDays: number;
  faults: Record<string, number>;
  outcomes: Record<string, number>;
  violations: (Violation & { seed: number })[];
};

export const emptyReport = (): Report => ({
  messages: 0,
  deliveries: 0,
  portCalls: 0,
  sends: 0,
  invocations: 0,
  deadLettersRedriven: 0,
  unknownSends: 0,
  virtualDays: 0,
  faults: {},
  outcomes: {},
  violations: [],
});

const added = (a: Record<string, number>, b: Record<string, number>) =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]),
  );

/** The report with one more world in it, its invariants checked. */
export function withWorld(report: Report, world: World): Report {
  const { seed, planned, faults, invocations, deadLetters, stores, history, virtualDays } = world;
  return {
    messages: report.messages + planned.length,
    deliveries: report.deliveries + planned.reduce((sum, { deliveriesMs }) => sum + deliveriesMs.length, 0),
    portCalls: report.portCalls + faults.calls(),
    sends: report.sends + faults.sends(),
    invocations: report.invocations + invocations,
    deadLettersRedriven: report.deadLettersRedriven + deadLetters,
    unknownSends: report.unknownSends + stores.ledger.all().filter(({ state }) => state === 'unknown').length,
    virtualDays: report.virtualDays + virtualDays,
    faults: added(report.faults, faults.counts()),
    outcomes: added(report.outcomes, Object.fromEntries(history.outcomes)),
    violations: [...report.violations, ...violations(world).map((each) => ({ ...each, seed }))],
  };
}
