import { type FaultPlan, mixedFaults, noFaults } from './fault-plan.ts';
import { randomFor } from './random.ts';
import { type Scenario, start } from './simulated-world.ts';
import { messageOf, type PlannedMessage, traffic } from './traffic.ts';

/** A brand's two days: many customers, hasty and patient agents, and a share of everything going wrong. */
export const mixedScenario = ({
  seed,
  messages,
  faults,
}: {
  seed: number;
  messages: number;
  faults: number;
}): Scenario => ({
  seed,
  messages: traffic(seed, messages, start),
  plan: faults > 0 ? mixedFaults(faults, randomFor(seed, 'plan')) : noFaults,
  agents: { takeOver: 0.04, replyToTicket: 0.5, close: 0.8 },
  poisons: faults > 0 ? Math.ceil(messages / 1_000) : 0,
});

const at = (message: ReturnType<typeof messageOf>, ...deliveriesMs: number[]): PlannedMessage => ({
  ...message,
  deliveriesMs,
});

/** A handful of messages that take every way through the stages, small enough to fail everywhere in turn. */
export const smallScenario = (plan: FaultPlan): Scenario => ({
  seed: 7,
  plan,
  messages: [
    at(messageOf('callback', 'ann', 'faq', 'ann-1', { answer: 1, sentAt: start.toISOString() }), 0, 40),
    at(messageOf('email', 'bob', 'faq', 'bob-1', { answer: 2 }), 10),
    at(messageOf('email', 'bob', 'vague', 'bob-2', { answer: 3 }), 400),
    at(messageOf('email', 'bob', 'legal', 'bob-3'), 900, 1_400),
    at(messageOf('web-chat', 'cat', 'faq', 'cat-1', { answer: 4 }), 20),
    at(messageOf('web-chat', 'cat', 'angry', 'cat-2'), 25),
    at(messageOf('web-chat', 'cat', 'thanks', 'cat-3'), 30),
    at(messageOf('email', 'dan', 'faq', 'dan-1', { isMachine: true }), 50),
  ],
  agents: { takeOver: 0.3, replyToTicket: 0.5, close: 1 },
});
