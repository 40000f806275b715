import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Ended, Invocation, Runtime } from './invocation.ts';
import type { Random } from './random.ts';
import type { Received, SimulatedQueue } from './simulated-queue.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type EventSourceOptions = {
  clock: VirtualClock;
  random: Random;
  runtime: Runtime;
  timeoutMs: number;
  maxConcurrency: number;
  handler: (event: SQSEvent, invocation: Invocation) => Promise<SQSBatchResponse>;
};

const batchSize = 10;

const recordOf = ({ messageId, receiptHandle, body, sentAt, receiveCount }: Received, queue: string): SQSRecord => ({
  messageId,
  receiptHandle,
  body,
  attributes: {
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receiveCount),
    ApproximateFirstReceiveTimestamp: String(sentAt),
    SenderId: 'simulation',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:simulated:0:${queue}`,
  awsRegion: 'simulated',
});

/**
 * Ids that a batch's end leaves in the queue: all of them when the function died, threw, or named an id that is not in
 * the batch; none when it named none.
 */
export function keptInQueue(ended: Ended<SQSBatchResponse>, batch: Pick<Received, 'messageId'>[]): Set<string> {
  const all = new Set(batch.map(({ messageId }) => messageId));
  if (ended.kind !== 'returned') return all;
  const named = ended.value.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return named.every((id) => all.has(id)) ? new Set(named) : all;
}

/** Lambda's event source mapping: batches of at most ten, so many at once, partial batch responses. */
export function eventSource(queue: SimulatedQueue, options: EventSourceOptions) {
  const { clock, random, runtime, timeoutMs, maxConcurrency, handler } = options;
  let running = 0;
  let isPolling = false;

  const work = async (batch: Received[]) => {
    running++;
    const Records = batch.map((each) => recordOf(each, queue.name));
    const ended = await runtime.invoke(timeoutMs, (invocation) => handler({ Records }, invocation));
    const kept = keptInQueue(ended, batch);
    for (const { messageId, receiptHandle } of batch) if (!kept.has(messageId)) queue.remove(receiptHandle);
    running--;
    poll();
  };

  const poll = () => {
    if (isPolling || running >= maxConcurrency || !queue.hasVisible()) return;
    isPolling = true;
    clock.after(random.between(0, 20), () => {
      isPolling = false;
      const batch = queue.receive(random.chance(0.2) ? random.between(1, batchSize) : batchSize);
      if (batch.length > 0) void work(batch);
      poll();
    });
  };
  queue.whenVisible(poll);
}
