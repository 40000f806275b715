import type { Faults } from './faults.ts';
import type { Random } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';

type Message = { messageId: string; body: string; sentAt: number; receiveCount: number };
export type Received = Message & { receiptHandle: string };
export type DeadLetter = Pick<Message, 'messageId' | 'body'> & { reason?: string };

export type SimulatedQueue = {
  name: string;
  send(body: string): void;
  receive(atMost: number): Received[];
  remove(receiptHandle: string): void;
  hasVisible(): boolean;
  /** Called when a message becomes visible. */
  whenVisible(tell: () => void): void;
  deadLetters: DeadLetter[];
  /** How many messages were received too often so far. */
  givenUp(): number;
  /** Moves all dead letters back, as an operator does. */
  redrive(): void;
};

export type QueueOptions = {
  visibilityMs: number;
  maxReceives: number;
  clock: VirtualClock;
  random: Random;
  faults: Faults;
};

/** Messages from the front among which a receive picks: the order is only roughly kept. */
const orderWindow = 40;

/**
 * An SQS standard queue as documented: delivers at least once and in no certain order, hides what was received for the
 * visibility timeout, counts receives, and puts among the dead letters what was received too often.
 */
export function simulatedQueue(
  name: string,
  { visibilityMs, maxReceives, clock, random, faults }: QueueOptions,
): SimulatedQueue {
  const visible: Message[] = [];
  const inFlight = new Map<string, Message>();
  const deadLetters: DeadLetter[] = [];
  let tell = () => {};
  let sent = 0;
  let receipts = 0;
  let givenUp = 0;

  const show = (message: Message) => {
    visible.push(message);
    tell();
  };
  const isTroubled = () => random.chance(faults.duplicateShare());
  const send = (body: string) =>
    clock.after(random.between(1, 10), () =>
      show({ messageId: `${name}-${sent++}`, body, sentAt: clock.ms(), receiveCount: 0 }),
    );

  const take = (): Received | undefined => {
    const [message] = visible.splice(random.between(0, Math.min(orderWindow, visible.length) - 1), 1);
    if (!message) return undefined;
    if (message.receiveCount >= maxReceives) {
      deadLetters.push({ messageId: message.messageId, body: message.body });
      givenUp++;
      return undefined;
    }
    if (isTroubled()) {
      faults.note('duplicate', { port: name, method: 'receive', about: message.messageId });
      show({ ...message });
    }
    message.receiveCount++;
    const receiptHandle = `${name}-r${receipts++}`;
    inFlight.set(receiptHandle, message);
    clock.after(visibilityMs, () => {
      if (inFlight.delete(receiptHandle)) show(message);
    });
    return { ...message, receiptHandle };
  };

  return {
    name,
    send,
    deadLetters,
    givenUp: () => givenUp,
    receive: (atMost) => {
      const received: Received[] = [];
      while (received.length < atMost && visible.length > 0) {
        const message = take();
        if (message) received.push(message);
      }
      return received;
    },
    remove: (receiptHandle) => {
      const message = inFlight.get(receiptHandle);
      if (!message) return; // visible again already: it will be delivered once more
      inFlight.delete(receiptHandle);
      if (!isTroubled()) return;
      faults.note('returned', { port: name, method: 'remove', about: message.messageId });
      clock.after(random.between(1_000, 3_600_000), () => show({ ...message }));
    },
    hasVisible: () => visible.length > 0,
    whenVisible: (listener) => {
      tell = listener;
    },
    redrive: () => {
      for (const { body } of deadLetters.splice(0)) send(body);
    },
  };
}
