import { takeIn } from '../../functions/shared/intake.ts';
import type { Runtime } from './invocation.ts';
import type { Random } from './random.ts';
import type { PlannedMessage } from './traffic.ts';
import { type Shared, wire } from './wiring.ts';

export type Accepted = PlannedMessage & { messageId: string };

const doorTimeoutMs = 10_000;

/** Delivers messages at our doors, each time until a door has said that it has it. */
export function providers(shared: Shared, { runtime, random }: { runtime: Runtime; random: Random }) {
  const accepted = new Map<string, Accepted>();
  const { clock, history } = shared;

  async function deliver(planned: PlannedMessage, attempt = 0) {
    const { incoming, facts } = planned;
    const ended = await runtime.invoke(doorTimeoutMs, (invocation) =>
      takeIn(incoming, facts, wire('door', invocation, shared)),
    );
    if (ended.kind !== 'returned') {
      clock.after(random.between(2_000, 10_000) * 2 ** Math.min(attempt, 8), () => void deliver(planned, attempt + 1));
      return;
    }
    const { kind, messageId } = ended.value;
    if (kind === 'another-text') history.breaches.push(`message ${messageId} was taken for another text`);
    else accepted.set(messageId, { ...planned, messageId });
  }

  return {
    accepted,
    plan: (messages: PlannedMessage[]) => {
      for (const planned of messages) {
        for (const ms of planned.deliveriesMs) clock.after(ms, () => void deliver(planned));
      }
    },
  };
}
