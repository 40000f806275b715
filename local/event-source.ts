import { REGION } from './identity.ts';
import type { InvokeResult } from './lambda-slot.ts';
import { judgeBatch, retryAfter, type Verdict } from './partial-batch.ts';
import { progress } from './progress.ts';
import { awsCall, WireError } from './wire.ts';

/** An event source mapping of the template: which queue feeds which function, and how. */
export type EventSource = {
  queueUrl: string;
  queueArn: string;
  visibilityTimeout: number;
  batchSize: number;
  windowMs: number;
  reportsItemFailures: boolean;
  concurrency: number;
  invoke(event: unknown): Promise<InvokeResult>;
};

type Message = {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
};

const sqsRecord = (message: Message, queueArn: string): object => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: REGION,
});

const tens = <One>(all: One[]): One[][] =>
  Array.from({ length: Math.ceil(all.length / 10) }, (_, index) => all.slice(index * 10, index * 10 + 10));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Polls until stopped; `stop` resolves when the batches at work have been settled. */
export function pollQueue(source: EventSource, sqsUrl: string): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const working = new Set<Promise<void>>();

  const sqs = <Result>(operation: string, input: object, unmetered = false): Promise<Result> =>
    awsCall<Result>('sqs', sqsUrl, operation, { QueueUrl: source.queueUrl, ...input }, { unmetered });

  async function receive(most: number, waitSeconds: number): Promise<Message[]> {
    const { Messages } = await awsCall<{ Messages?: Message[] }>(
      'sqs',
      sqsUrl,
      'ReceiveMessage',
      {
        QueueUrl: source.queueUrl,
        MaxNumberOfMessages: Math.min(10, most),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      },
      { signal: stopping.signal },
    );
    return Messages ?? [];
  }

  /** Fills a batch until it is full or the window since its first message closes. */
  async function gather(): Promise<Message[]> {
    const batch = await receive(source.batchSize, 20);
    const closes = Date.now() + source.windowMs;
    while (batch.length > 0 && batch.length < source.batchSize && !stopping.signal.aborted) {
      const left = closes - Date.now();
      if (left <= 0) break;
      batch.push(...(await receive(source.batchSize - batch.length, Math.min(20, left / 1000)))); // fauxqs takes fractions
    }
    return batch;
  }

  async function settle(batch: Message[], verdict: Verdict): Promise<void> {
    const hasFailed = ({ MessageId }: Message): boolean =>
      verdict.kind === 'all-failed' || (verdict.kind === 'some-failed' && verdict.failed.has(MessageId));
    const done = batch.filter((message) => !hasFailed(message));
    const again = batch.filter(hasFailed);
    const entry = ({ ReceiptHandle }: Message, index: number) => ({ Id: String(index), ReceiptHandle });
    await Promise.all([
      ...tens(done).map((some) => sqs('DeleteMessageBatch', { Entries: some.map(entry) })),
      ...tens(again).map((some) => {
        const Entries = some.map((message, index) => {
          const received = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
          return { ...entry(message, index), VisibilityTimeout: retryAfter(received, source.visibilityTimeout) };
        });
        return sqs('ChangeMessageVisibilityBatch', { Entries }, true);
      }),
    ]);
  }

  async function work(batch: Message[]): Promise<void> {
    const result = await source.invoke({ Records: batch.map((message) => sqsRecord(message, source.queueArn)) });
    const ids = batch.map(({ MessageId }) => MessageId);
    if (result.kind === 'error') return settle(batch, { kind: 'all-failed', because: result.errorMessage });
    return settle(batch, source.reportsItemFailures ? judgeBatch(result.payload, ids) : { kind: 'all-done' });
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        if (working.size >= source.concurrency) {
          await Promise.race(working);
          continue;
        }
        const batch = await gather();
        if (batch.length === 0) continue;
        const job = work(batch)
          .catch((error: unknown) => progress(`warning: batch of ${source.queueArn} not settled: ${String(error)}`))
          .finally(() => working.delete(job));
        working.add(job);
      } catch (error) {
        if (stopping.signal.aborted) break;
        if (error instanceof WireError) progress(`warning: polling ${source.queueArn}: ${error.message}`);
        await pause(200);
      }
    }
  }

  const polling = poll();
  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(working);
    },
  };
}
