import { openTable } from '../functions/shared/adapters/dynamo.ts';
import { dynamoTimeline } from '../functions/shared/adapters/dynamo-timeline.ts';
import type { Entry } from '../functions/shared/entry.ts';
import type { Timeline } from '../functions/shared/ports/timeline.ts';
import { type Figure, median, round } from './figure.ts';

const sizes = [100, 100_000] as const;
const page = 50;

const at = (index: number) => new Date(Date.parse('2020-01-01T00:00:00.000Z') + index * 60_000).toISOString();

const line = (customerId: string, index: number): Entry => ({
  kind: 'reply',
  entryId: `r_${index}`,
  customerId,
  conversationId: `v_${customerId}`,
  channel: 'api',
  occurredAt: at(index),
  by: 'bot',
  purpose: 'answer',
  text: `It takes two to four days to arrive, and number ${index} is on its way.`,
  reasons: [],
  outcome: 'sent',
});

async function fill(timeline: Timeline, customerId: string, count: number, step: (by: number) => void) {
  const batch = 64;
  for (let from = 0; from < count; from += batch) {
    const some = Array.from({ length: Math.min(batch, count - from) }, (_, index) => line(customerId, from + index));
    await Promise.all(some.map((entry) => timeline.append(entry)));
    step(some.length);
  }
}

/** Reading the last 50 lines of a short life and of a long one, in turns, on the laptop's DynamoDB. */
export async function timelineRead(tableName: string, step: (by: number) => void): Promise<Figure[]> {
  const timeline = dynamoTimeline(openTable(tableName), async () => 3650);
  for (const size of sizes) await fill(timeline, `c_bench_${size}`, size, step);
  const waits = new Map<number, number[]>(sizes.map((size) => [size, []]));
  for (let turn = 0; turn < 60; turn++) {
    for (const size of sizes) {
      const begun = performance.now();
      const { entries } = await timeline.page(`c_bench_${size}`, { limit: page });
      if (entries.length !== page) throw new Error(`read ${entries.length} of ${page} entries`);
      if (turn >= 10) waits.get(size)?.push(performance.now() - begun);
    }
  }
  const [short, long] = sizes.map((size) => median(waits.get(size) ?? []));
  if (short === undefined || long === undefined) throw new Error('nothing was read');
  return [
    {
      what: 'last 50 lines at 100,000 entries, beside 100',
      figure: round(long / short),
      unit: '×',
      goal: 1.2,
      atMost: true,
      note: `${round(long)} ms beside ${round(short)} ms`,
    },
  ];
}

export const timelineEntries = sizes[0] + sizes[1];
