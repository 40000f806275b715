import type { Incoming } from '../../functions/shared/channels/channel.ts';
import type { DoorFacts } from '../../functions/shared/intake.ts';
import { answers, type Topic } from './judging.ts';
import { type Random, randomFor } from './random.ts';

/** One message and when its provider delivers it, in milliseconds from the start. */
export type PlannedMessage = { incoming: Incoming; facts: DoorFacts; deliveriesMs: number[] };

export const doors = ['callback', 'web-chat', 'email'] as const;
export type Door = (typeof doors)[number];

const dayMs = 86_400_000;
/** Messages are written within so many days; providers deliver again for up to a week after. */
const writingDays = 2;
const redeliveryDays = 7;

const account = 'lumi';

/** How often each topic comes up, of a hundred. */
const shares: Record<Topic, number> = {
  faq: 46,
  vague: 6,
  asks: 5,
  thanks: 12,
  note: 14,
  angry: 5,
  legal: 3,
  ill: 2,
  person: 4,
  fail: 3,
};
const hundred = Object.entries(shares).flatMap(([topic, share]) => Array.from({ length: share }, () => topic as Topic));

/** A message as its door makes it; `key` makes its id and its text unlike any other's. */
export function messageOf(
  door: Door,
  user: string,
  topic: Topic,
  key: string,
  facts: { sentAt?: string; answer?: number; isMachine?: boolean } = {},
) {
  const { sentAt, answer = 0, isMachine = false } = facts;
  const incoming: Incoming = {
    channel: door === 'callback' ? 'app' : door,
    account,
    user,
    providerId: `${door}/${key}`,
    text: `${topic}:${answer} said as ${key}`,
    ...(sentAt === undefined ? {} : { sentAt }),
  };
  const door_: DoorFacts = {
    kind: isMachine ? 'auto-reply' : 'message',
    mayAnswer: !isMachine,
    replyTo: { via: door, account, user, ...(door === 'email' ? { subject: 'a question' } : {}) },
  };
  return { incoming, facts: door_ };
}

/** When a provider that is unsure delivers again: most often at once, now and then days later. */
function redeliveries(random: Random, firstMs: number): number[] {
  if (!random.chance(0.3)) return [];
  return Array.from({ length: random.between(1, 4) }, () =>
    random.chance(0.6)
      ? firstMs + random.between(0, 300)
      : firstMs + Math.floor(redeliveryDays * dayMs * random.next() ** 3),
  );
}

/** Customers on three doors, six messages each on average, alone or in bursts, each delivered once to five times. */
export function traffic(seed: number, messages: number, start: Date): PlannedMessage[] {
  const random = randomFor(seed, 'traffic');
  const customers = Math.max(1, Math.round(messages / 6));
  const planned: PlannedMessage[] = [];
  while (planned.length < messages) {
    const customer = random.between(1, customers);
    const door = doors[customer % doors.length] ?? 'callback';
    const length = random.chance(0.25) ? random.between(2, 10) : 1;
    const spreadMs = random.chance(0.5) ? 50 : 30_000;
    const burstMs = random.between(0, writingDays * dayMs);
    for (let nth = 0; nth < length && planned.length < messages; nth++) {
      const writtenMs = burstMs + random.between(0, spreadMs);
      const clockOffMs = random.between(-300_000, 300_000); // the customer's platform and we do not agree on the time
      const hasTime = door === 'callback' && random.chance(0.8);
      const message = messageOf(door, `user-${customer}`, random.pick(hundred), `${planned.length}`, {
        answer: random.between(0, answers - 1),
        isMachine: door === 'email' && random.chance(0.05),
        ...(hasTime ? { sentAt: new Date(start.getTime() + writtenMs + clockOffMs).toISOString() } : {}),
      });
      const firstMs = writtenMs + random.between(50, 2_000);
      planned.push({ ...message, deliveriesMs: [firstMs, ...redeliveries(random, firstMs)] });
    }
  }
  return planned;
}
