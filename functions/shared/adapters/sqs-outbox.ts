import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Hears, Outbox } from '../ports/outbox.ts';

type Waiting = { body: string; done: () => void; failed: (error: Error) => void };

const batchEntries = 10;
const batchBytes = 1_000_000; // SQS takes 1 MiB a batch, counted with some overhead

// SQS refuses U+FFFE and U+FFFF, which a name or a link may hold, and JSON leaves them as they are. Escaped, they travel.
const asBody = (event: object) =>
  JSON.stringify(event).replace(/[\uFFFE\uFFFF]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);

/** Cuts what waits into batches that SQS takes whole. */
export function batchesOf(waiting: Waiting[]): Waiting[][] {
  const batches: Waiting[][] = [];
  let bytes = 0;
  for (const each of waiting) {
    const size = Buffer.byteLength(each.body);
    const batch = batches.at(-1);
    if (!batch || batch.length === batchEntries || bytes + size > batchBytes) {
      batches.push([each]);
      bytes = size;
    } else {
      batch.push(each);
      bytes += size;
    }
  }
  return batches;
}

/** For a worker that handles a batch of records side by side: they finish within milliseconds of each other. */
export const perBatch = { gatherMs: 10 };

/**
 * Sends events to the stages' queues. What is sent within `gatherMs` of each other travels in one batch, for a request
 * to SQS costs the same for one message and for ten; 0 gathers what is sent in one turn of the event loop.
 */
export function sqsOutbox(queueUrls: Partial<Record<keyof Hears, string>>, { gatherMs = 0 } = {}): Outbox {
  const sqs = new SQSClient({ maxAttempts: 5 });
  const waiting = new Map<string, Waiting[]>();

  const sendBatch = async (QueueUrl: string, batch: Waiting[]) => {
    try {
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: batch.map(({ body }, index) => ({ Id: String(index), MessageBody: body })),
        }),
      );
      const refused = new Map(Failed.map(({ Id, Code }) => [Number(Id), Code ?? 'unknown']));
      batch.forEach(({ done, failed }, index) => {
        const code = refused.get(index);
        if (code === undefined) done();
        else failed(new Error(`SQS did not take the event: ${code}`));
      });
    } catch (error) {
      for (const { failed } of batch) failed(error as Error);
    }
  };

  return {
    send: (to, event) => {
      const url = queueUrls[to];
      if (!url) throw new Error(`this function may not send to ${to}: no queue is wired to it`);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const queue = waiting.get(url) ?? [];
      if (queue.length === 0) {
        waiting.set(url, queue);
        const flush = () => {
          waiting.delete(url);
          for (const batch of batchesOf(queue)) void sendBatch(url, batch);
        };
        if (gatherMs > 0) setTimeout(flush, gatherMs);
        else setImmediate(flush);
      }
      queue.push({ body: asBody(event), done: resolve, failed: reject });
      return promise;
    },
  };
}
