import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Connection, localConnection } from '../cli/connection.ts';
import { underWay } from '../cli/queue-depth.ts';
import { openStores } from '../cli/stores.ts';
import { keysFor } from '../functions/shared/secrets.ts';
import { startStack } from '../local/stack.ts';
import { billPerMillion, idleMonth, naivePerMillion, type Totals } from './bill.ts';
import { drive, pause } from './drive.ts';
import { type Figure, percentile, round } from './figure.ts';
import { floorMs } from './floor.ts';
import { storedBy } from './stored.ts';
import { timelineEntries, timelineRead } from './timeline.bench.ts';
import { knownQuestion, yardstickMessage } from './traffic.ts';

export type PipelineRun = {
  figures: Figure[];
  bill: ReturnType<typeof billPerMillion>;
  idle: ReturnType<typeof idleMonth>;
};

type Bar = (what: string, total: number) => { step(by?: number): void; done(): void };

async function drained({ stages }: Connection, sqs: SQSClient) {
  for (let quiet = 0; quiet < 3; ) {
    const waiting = await Promise.all(stages.map(({ queue }) => underWay(sqs, queue)));
    quiet = waiting.every((count) => count === 0) ? quiet + 1 : 0;
    if (quiet < 3) await pause(100);
  }
}

const meterOf = async ({ siteUrl }: Connection) =>
  ((await (await fetch(`${siteUrl}/_meter`)).json()) as { totals: Totals }).totals;
const resetMeter = ({ siteUrl }: Connection) => fetch(`${siteUrl}/_meter`, { method: 'DELETE' });

const logBytes = (folder: string) =>
  readdirSync(join(folder, 'logs')).reduce((sum, file) => sum + statSync(join(folder, 'logs', file)).size, 0);

const count = (totals: Totals, service: string, operation: string, counter: string) =>
  totals[service]?.[operation]?.[counter] ?? 0;

/** From a message's posting to its reply's arrival at the customer's platform, at an even pace. Milliseconds. */
async function waitsAt(perSecond: number, seconds: number, connection: Connection, key: Uint8Array, step: () => void) {
  const run = Date.now().toString(36);
  const posted = new Map<string, number>();
  const begun = Date.now();
  const posts: Promise<unknown>[] = [];
  for (let index = 0; index < perSecond * seconds; index++) {
    const due = begun + (index * 1000) / perSecond;
    if (due > Date.now()) await pause(due - Date.now());
    const make = () => ({ ...yardstickMessage(0, run), user: `pace-${run}-${index}`, text: knownQuestion(index) });
    posts.push(
      drive(1, make, { apiUrl: connection.directUrl, key, atOnce: 1, step }).then((one) => {
        for (const [messageId, at] of one) posted.set(messageId, at);
      }),
    );
  }
  await Promise.all(posts);
  await drained(connection, new SQSClient({}));
  const caught = (await (await fetch(`${connection.siteUrl}/_sandbox/callback`)).json()) as {
    at: string;
    body: { data: { inReplyTo?: string } };
  }[];
  return caught.flatMap(({ at, body }) => {
    const from = posted.get(body.data.inReplyTo ?? '');
    return from === undefined ? [] : [Date.parse(at) - from];
  });
}

/** The whole pipeline on this machine: against the emulators' floor, at a steady pace, and what AWS would bill. */
export async function pipeline(messages: number, folder: string, bar: Bar): Promise<PipelineRun> {
  const startedAt = performance.now();
  const stack = await startStack({ data: folder, demo: true, concurrency: 2 });
  const startSeconds = (performance.now() - startedAt) / 1000;
  try {
    const connection = localConnection(folder);
    const { secrets } = await openStores(connection);
    const [key] = keysFor(await secrets(), 'api');
    if (!key) throw new Error('the channels secret holds no key');
    const sqs = new SQSClient({});
    const apiUrl = connection.directUrl;

    const warm = bar('warming up', 200);
    await drive(200, (index) => yardstickMessage(index, 'warm'), { apiUrl, key, atOnce: 16, step: warm.step });
    await drained(connection, sqs);
    warm.done();

    const paced = bar('20 messages/s', 400);
    const waits = await waitsAt(20, 20, connection, key, paced.step);
    paced.done();

    const before = await storedBy(connection.tableName);
    await resetMeter(connection);
    const logsBefore = logBytes(folder);
    const run = bar('pipeline', messages);
    const begun = performance.now();
    const name = Date.now().toString(36);
    await drive(messages, (index) => yardstickMessage(index, name), { apiUrl, key, atOnce: 32, step: run.step });
    await drained(connection, sqs);
    const pipelineMs = performance.now() - begun;
    run.done();
    const totals = await meterOf(connection);
    const logs = logBytes(folder) - logsBefore;

    const stored = await storedBy(connection.tableName, before);
    const floor = await floorMs(
      {
        sends: count(totals, 'sqs', 'SendMessageBatch', 'requests'),
        entries: count(totals, 'sqs', 'SendMessageBatch', 'entries'),
        puts: count(totals, 'dynamodb', 'PutItem', 'requests'),
        gets: count(totals, 'dynamodb', 'GetItem', 'requests'),
        queries: count(totals, 'dynamodb', 'Query', 'requests'),
      },
      32,
    );
    const fill = bar('timeline', timelineEntries);
    const reads = await timelineRead(connection.tableName, fill.step);
    fill.done();

    const file = JSON.parse(readFileSync(join(folder, 'stack.json'), 'utf8')) as {
      resources: Record<string, { type: string }>;
    };
    const types: Record<string, number> = {};
    for (const { type } of Object.values(file.resources)) types[type] = (types[type] ?? 0) + 1;

    const bill = billPerMillion(totals, {
      messages,
      logBytes: logs,
      stored,
    });
    const idle = idleMonth(types);
    const figures: Figure[] = [
      {
        what: 'start-up, synthesis and bundling included',
        figure: round(startSeconds, 1),
        unit: 's',
        goal: 90,
        atMost: true,
        note: 'after npm ci',
      },
      {
        what: 'pipeline, beside the same calls bare',
        figure: round(floor / pipelineMs),
        unit: '×',
        goal: 0.5,
        atMost: false,
        note: `${round(messages / (pipelineMs / 1000), 0)} messages/s, floor ${round(messages / (floor / 1000), 0)}/s`,
      },
      {
        what: 'in → out at 20 messages/s, p95',
        figure: round(percentile(waits, 0.95), 0),
        unit: 'ms',
        goal: 1000,
        atMost: true,
        note: `p50 ${round(percentile(waits, 0.5), 0)} ms, ${waits.length} replies`,
      },
      ...reads,
      {
        what: 'bill of a million messages',
        figure: bill.total,
        unit: 'USD',
        goal: 6,
        atMost: true,
        note: `naive design ${naivePerMillion} USD`,
      },
      { what: 'bill of a month without traffic', figure: idle.total, unit: 'USD', goal: 5, atMost: true },
    ];
    return { figures, bill, idle };
  } finally {
    await stack.stop();
  }
}
