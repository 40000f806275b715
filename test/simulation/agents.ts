import { closeTicket, replyAsAgent } from '../../functions/desk-api/agent-hand.ts';
import { conversationIdOf, customerIdOf } from '../../functions/shared/ids.ts';
import type { Ticket } from '../../functions/shared/ticket.ts';
import type { Invocation, Runtime } from './invocation.ts';
import type { Random } from './random.ts';
import type { PlannedMessage } from './traffic.ts';
import { type Ports, type Shared, wire } from './wiring.ts';

/** How eager agents are: shares of messages and tickets. */
export type Eagerness = { takeOver: number; replyToTicket: number; close: number };

const clickTimeoutMs = 10_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** People at the desk: they take over, reply and close when they please, and click again until it worked. */
export function agents(
  shared: Shared,
  { runtime, random, eager }: { runtime: Runtime; random: Random; eager: Eagerness },
) {
  const { clock, history } = shared;
  let replies = 0;

  async function click(work: (ports: Ports) => Promise<unknown>) {
    const ended = await runtime.invoke(clickTimeoutMs, (invocation: Invocation) =>
      work(wire('desk', invocation, shared)),
    );
    if (ended.kind !== 'returned') clock.after(random.between(1_000, 30_000), () => void click(work));
  }

  function reply(conversationId: string, customerId: string) {
    const requestId = `a_${replies++}`;
    history.takenOver.add(conversationId);
    void click((ports) =>
      replyAsAgent(conversationId, { requestId, customerId, text: 'a person writes' }, 'agent-1', ports),
    );
  }

  function close(ticketId: string) {
    void click((ports) => closeTicket(ticketId, 'agent-1', ports));
  }

  return {
    /** Some messages make an agent write before, while or after the bot does. */
    watch: (messages: PlannedMessage[]) => {
      for (const { incoming, deliveriesMs } of messages) {
        if (!random.chance(eager.takeOver)) continue;
        const ms =
          (deliveriesMs[0] ?? 0) + (random.chance(0.8) ? random.between(50, 1_500) : random.between(0, 10 * minuteMs));
        clock.after(ms, () => reply(conversationIdOf(incoming), customerIdOf(incoming)));
      }
    },
    ticketOpened: ({ ticketId, conversationId, customerId }: Ticket) => {
      if (random.chance(eager.replyToTicket)) {
        clock.after(random.between(100, 60 * minuteMs), () => reply(conversationId, customerId));
      }
      if (!random.chance(eager.close)) return;
      const ms = random.chance(0.3) ? random.between(50, 5_000) : random.between(minuteMs, dayMs);
      clock.after(ms, () => close(ticketId));
      if (random.chance(0.1)) clock.after(ms + random.between(0, 500), () => close(ticketId));
    },
  };
}
