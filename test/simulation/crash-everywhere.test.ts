import { describe, expect, it } from 'vitest';
import { callFaults, noFaults, oneCallFault, oneSendFault, sendFaults } from './fault-plan.ts';
import { violations } from './invariants/check.ts';
import { smallScenario } from './scenarios.ts';
import { simulateWorld } from './simulated-world.ts';

const calm = await simulateWorld(smallScenario(noFaults));
const calls = Array.from({ length: calm.faults.calls() }, (_, index) => index);
const sends = Array.from({ length: calm.faults.sends() }, (_, index) => index);

/** The ids of what is broken by one fault, and where it was. */
async function broken(plan: Parameters<typeof smallScenario>[0], name: string) {
  const world = await simulateWorld(smallScenario(plan));
  return violations(world).map(({ invariant, what }) => `${name}: ${invariant}: ${what}`);
}

const inTurn = async (indices: number[], one: (index: number) => Promise<string[]>) => {
  const all: string[] = [];
  for (const index of indices) all.push(...(await one(index)));
  return all;
};

describe('a small world in which one thing goes wrong', () => {
  it('takes every way through the stages', () => {
    expect(violations(calm)).toEqual([]);
    expect([...calm.history.outcomes.keys()]).toEqual(
      expect.arrayContaining(['answer.answered', 'answer.handedOver', 'escalate.escalated', 'deliver.sent']),
    );
    expect(calm.stores.tickets.all().some(({ causes }) => causes.length > 1)).toBe(true);
  });

  it.each(callFaults)('ends well with a %s at any call to any port', async (fault) => {
    expect(await inTurn(calls, (at) => broken(oneCallFault(at, fault), `${fault} at call ${at}`))).toEqual([]);
  });

  it.each(sendFaults)('ends well with a send %s, whichever it is', async (fault) => {
    expect(await inTurn(sends, (at) => broken(oneSendFault(at, fault), `${fault} at send ${at}`))).toEqual([]);
  });
});
