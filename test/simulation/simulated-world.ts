import { parseConfig } from '../../config/schema.ts';
import type { Ticket } from '../../functions/shared/ticket.ts';
import brand from '../../heartline.config.ts';
import { agents, type Eagerness } from './agents.ts';
import { eventSource } from './event-source.ts';
import type { FaultPlan } from './fault-plan.ts';
import { faultsOf } from './faults.ts';
import { newHistory } from './history.ts';
import { runtime as runtimeOn } from './invocation.ts';
import { providers } from './providers.ts';
import { randomFor } from './random.ts';
import { simulatedQueue } from './simulated-queue.ts';
import { simulatedSenders } from './simulated-senders.ts';
import { handlers, limits, maxReceives, type Stage } from './stages.ts';
import { memoryStores, type Stores } from './stores.ts';
import type { PlannedMessage } from './traffic.ts';
import { virtualClock } from './virtual-clock.ts';
import { type Shared, wire } from './wiring.ts';

export type Scenario = {
  seed: number;
  messages: PlannedMessage[];
  plan: FaultPlan;
  agents: Eagerness;
  /** Bodies that nobody can read, put into each queue while it runs. */
  poisons?: number;
  /** Puts other stores in the place of these: to see that the invariants notice a broken one. */
  tamper?: (stores: Stores) => Stores;
};

export type World = Awaited<ReturnType<typeof simulateWorld>>;

export const start = new Date('2026-11-16T00:00:00.000Z');
export const isPoison = (body: string) => body.startsWith('poison');

const config = parseConfig(brand, 'heartline.config.ts');
const stages: Stage[] = ['triage', 'answer', 'escalate', 'deliver'];
const hourMs = 3_600_000;
/** Hours after the start at which an operator moves the dead letters back, troubles or not. */
const redriveHours = [13, 47, 120];

/** The whole pipeline in one process: lets the messages come, time pass and things go wrong, and drains it. */
export async function simulateWorld({
  seed,
  messages,
  plan,
  agents: eager,
  poisons = 0,
  tamper = (stores) => stores,
}: Scenario) {
  const random = (purpose: string) => randomFor(seed, purpose);
  const clock = virtualClock(start);
  const faults = faultsOf(plan, { clock, random: random('faults') });
  const runtime = runtimeOn(clock, () => faults.note('timeout', { port: 'lambda', method: 'invoke', about: '' }));
  const history = newHistory();
  const stores = tamper(memoryStores());
  const senders = simulatedSenders({ faults, history, clock });

  const queueOf = (stage: Stage) => {
    const visibilityMs = 6 * limits[stage].timeoutMs;
    return simulatedQueue(stage, { visibilityMs, maxReceives, clock, random: random(`queue ${stage}`), faults });
  };
  const queues = {
    triage: queueOf('triage'),
    answer: queueOf('answer'),
    escalate: queueOf('escalate'),
    deliver: queueOf('deliver'),
  };
  const ticketOpened = (ticket: Ticket) => desk.ticketOpened(ticket);
  const shared: Shared = { stores, queues, senders, config, history, faults, clock, ticketOpened };
  for (const stage of stages) {
    eventSource(queues[stage], {
      clock,
      random: random(`source ${stage}`),
      runtime,
      ...limits[stage],
      handler: (event, invocation) => handlers[stage](wire(stage, invocation, shared))(event),
    });
  }
  const desk = agents(shared, { runtime, random: random('agents'), eager });
  const doors = providers(shared, { runtime, random: random('providers') });

  doors.plan(messages);
  desk.watch(messages);
  const poisoner = random('poison');
  for (const stage of stages) {
    for (let nth = 0; nth < poisons; nth++) {
      faults.note('poison', { port: stage, method: 'send', about: `poison ${stage} ${nth}` });
      clock.after(poisoner.between(0, 48 * hourMs), () => queues[stage].send(`poison ${stage} ${nth}`));
    }
  }
  const redrive = () => {
    for (const stage of stages) queues[stage].redrive();
  };
  for (const hours of redriveHours) clock.after(hours * hourMs, redrive);
  await clock.run();

  faults.stop();
  redrive();
  await clock.run();

  return {
    seed,
    planned: messages,
    accepted: doors.accepted,
    stores,
    queues,
    effects: senders.effects,
    history,
    faults,
    config,
    invocations: runtime.started(),
    /** Messages that became dead letters and were moved back; what is left in the queues even a calm pass could not do. */
    deadLetters: stages.reduce((sum, stage) => sum + queues[stage].givenUp(), 0),
    virtualDays: (clock.ms() - start.getTime()) / (24 * hourMs),
  };
}
