import { describe, expect, it } from 'vitest';
import { violations } from './invariants/check.ts';
import { mixedScenario } from './scenarios.ts';
import { type Scenario, simulateWorld } from './simulated-world.ts';
import type { Stores } from './stores.ts';

const brokenBy = async (scenario: Scenario) => violations(await simulateWorld(scenario));

describe('the pipeline under mixed faults', () => {
  it.each([
    { seed: 1, faults: 0 },
    { seed: 2, faults: 0.01 },
    { seed: 3, faults: 0.03 },
    { seed: 4, faults: 0.06 },
  ])('loses, doubles and misroutes nothing: seed $seed, $faults of all calls go wrong', async ({ seed, faults }) => {
    expect(await brokenBy(mixedScenario({ seed, faults, messages: 1_000 }))).toEqual([]);
  });

  it('runs the same for the same seed', async () => {
    const run = async () => {
      const world = await simulateWorld(mixedScenario({ seed: 5, faults: 0.05, messages: 120 }));
      return { effects: world.effects, entries: world.stores.timeline.all(), faults: world.faults.counts() };
    };
    expect(await run()).toEqual(await run());
  });
});

describe('the invariants', () => {
  const invariantsBrokenBy = async (tamper: (stores: Stores) => Stores) => {
    const found = await brokenBy({ ...mixedScenario({ seed: 6, faults: 0.03, messages: 300 }), tamper });
    return new Set(found.map(({ invariant }) => invariant));
  };

  it('see a ledger that lets everybody send', async () => {
    const broken = await invariantsBrokenBy(({ ledger, ...stores }) => ({
      ...stores,
      ledger: { ...ledger, claim: (send) => ledger.claim(send).then(() => ({ kind: 'claimed' })) },
    }));

    expect(broken).toContain('a message has at most one reply, answer or hand-over, that its customer can see');
    expect(broken).toContain('colleagues are told of a ticket at most once for each priority and way');
  });

  it('see a timeline that forgets', async () => {
    let nth = 0;
    const broken = await invariantsBrokenBy(({ timeline, ...stores }) => ({
      ...stores,
      timeline: { ...timeline, append: async (entry) => (nth++ % 20 === 0 ? 'added' : timeline.append(entry)) },
    }));

    expect(broken).toContain('every accepted message is on the timeline exactly once');
  });

  it('see a timeline that writes an entry twice', async () => {
    const broken = await invariantsBrokenBy(({ timeline, ...stores }) => ({
      ...stores,
      timeline: { ...timeline, all: () => [...timeline.all(), ...timeline.all().slice(0, 1)] },
    }));

    expect(broken).toContain('no entry of any kind is on the timeline twice');
  });

  it('see a conversation that forgets who has it', async () => {
    const broken = await invariantsBrokenBy(({ conversations, ...stores }) => ({
      ...stores,
      conversations: { ...conversations, save: async (next) => conversations.save({ ...next, mode: 'bot' }) },
    }));

    expect(broken).toContain('a person has a conversation exactly while its ticket is open or an agent has taken it');
  });

  it('see a conversation that overlooks a lost race', async () => {
    const broken = await invariantsBrokenBy(({ conversations, ...stores }) => ({
      ...stores,
      conversations: {
        ...conversations,
        save: async (next) => {
          const version = ((await conversations.get(next.conversationId))?.version ?? 0) + 1;
          return conversations.save({ ...next, version });
        },
      },
    }));

    expect(broken).toContain('a conversation never has two tickets open, and no message is taken for another');
  });
});
