import { SQSClient } from '@aws-sdk/client-sqs';
import type { Connection } from '../cli/connection.ts';
import { depthOf, underWay } from '../cli/queue-depth.ts';
import type { Stores } from '../cli/stores.ts';
import type { Entry } from '../functions/shared/entry.ts';
import { customerIdOf } from '../functions/shared/ids.ts';
import { openDoors, type Taken } from './doors.ts';
import type { StoryMessage } from './story.ts';
import { fatesOf, percentile, type Tally } from './tally.ts';

/** Longest wait for the last message's fate. */
const patienceMs = 300_000;

type Stage = { connection: Connection; stores: Stores; key: Uint8Array; atOnce: number; step: () => void };

/** Each person's messages in their order, people side by side. */
async function tellAll(
  messages: StoryMessage[],
  atOnce: number,
  tell: (message: StoryMessage) => Promise<Taken>,
  step: () => void,
) {
  const people = new Map<string, StoryMessage[]>();
  for (const message of messages) people.set(message.person, [...(people.get(message.person) ?? []), message]);
  const told: { message: StoryMessage; taken: Taken }[] = [];
  const waiting = [...people.values()];
  const oneAfterTheOther = async () => {
    for (let person = waiting.shift(); person; person = waiting.shift()) {
      for (const message of person) {
        const taken = await tell(message).catch((error: Error): Taken => ({ ok: false, because: error.message }));
        told.push({ message, taken });
        step();
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
  return told;
}

/** Waits until the stages' queues have been empty for a while. */
async function drained({ stages }: Connection) {
  const sqs = new SQSClient({});
  const until = Date.now() + patienceMs;
  for (let quiet = 0; quiet < 4 && Date.now() < until; ) {
    const depths = await Promise.all(stages.map(({ queue }) => underWay(sqs, queue)));
    quiet = depths.every((depth) => depth === 0) ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const dead = await Promise.all(stages.map(({ deadLetters }) => depthOf(sqs, deadLetters)));
  return dead.reduce((sum, depth) => sum + depth, 0);
}

async function lifeOf(customerId: string, { timeline }: Stores): Promise<Entry[]> {
  const entries: Entry[] = [];
  let next: string | undefined;
  do {
    const page = await timeline.page(customerId, { limit: 200, ...(next === undefined ? {} : { next }) });
    entries.push(...page.entries);
    next = page.next;
  } while (next);
  return entries;
}

/** Plays messages through the doors, waits for the last one's fate, and counts. */
export async function play(messages: StoryMessage[], { connection, stores, key, atOnce, step }: Stage): Promise<Tally> {
  const { accounts } = await stores.settings();
  const mailbox = Object.values(accounts).find((account) => account.mailbox)?.mailbox;
  const run = Date.now().toString(36);
  const unsettledBefore = (await stores.ledger.unsettled({ limit: 1000 })).sends.length;
  const doors = openDoors(connection, { key, mailbox, run });
  const begun = performance.now();
  try {
    const told = await tellAll(messages, atOnce, doors.tell, step);
    const dead = await drained(connection);
    const seconds = Math.round((performance.now() - begun) / 100) / 10;

    const customers = new Set<string>();
    const rejected: Record<string, number> = {};
    for (const { message, taken } of told) {
      if (taken.ok)
        customers.add(customerIdOf({ channel: message.channel, account: message.account, user: taken.user }));
      else rejected[taken.because] = (rejected[taken.because] ?? 0) + 1;
    }
    const { waits, ...fates } = fatesOf(await Promise.all([...customers].map((each) => lifeOf(each, stores))));
    waits.sort((a, b) => a - b);
    return {
      received: messages.length,
      ...fates,
      rejected,
      dead,
      unsettled: (await stores.ledger.unsettled({ limit: 1000 })).sends.length - unsettledBefore,
      people: new Set(messages.map(({ person }) => person)).size,
      seconds,
      p50Ms: percentile(waits, 0.5),
      p95Ms: percentile(waits, 0.95),
    };
  } finally {
    doors.close();
  }
}
