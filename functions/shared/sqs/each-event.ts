import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import type { Observe } from '../observe.ts';
import { Unprocessable } from '../unprocessable.ts';

/** Puts a record that no retry can help among the dead letters, with the reason beside it. */
export type SetAside = (record: SQSRecord, reason: string) => Promise<void>;

/** The least an event says of itself. */
export type Spoken = { id: string };

const parse = <Event>(schema: z.ZodType<Event>, body: string): Event => {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    throw new Unprocessable('not JSON');
  }
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Unprocessable(`${issue?.path.join('.') || 'event'}: ${issue?.message}`);
};

/** Chains work of one key, so that one conversation's messages in a batch are handled one after the other. */
function inLine() {
  const tails = new Map<string, Promise<unknown>>();
  return (key: string, work: () => Promise<void>) => {
    const mine = (tails.get(key) ?? Promise.resolve()).then(work, work);
    tails.set(key, mine);
    return mine;
  };
}

/**
 * The batch loop, written once: parses each record, hands it over, in order within a key and side by side otherwise;
 * one bad record fails alone, and one that can never succeed is set aside with its reason.
 */
export const eachEvent =
  <Event extends Spoken>(
    schema: z.ZodType<Event>,
    work: (event: Event) => Promise<void>,
    { setAside, observe, keyOf }: { setAside: SetAside; observe: Observe; keyOf: (event: Event) => string },
  ) =>
  async (batch: SQSEvent, context?: Context): Promise<SQSBatchResponse> => {
    const queued = inLine();
    const sentAt = ({ attributes }: SQSRecord) => Number(attributes?.SentTimestamp ?? 0);
    const Records = [...batch.Records].sort((a, b) => sentAt(a) - sentAt(b)); // a batch is in no order of its own

    const handle = async (record: SQSRecord) => {
      try {
        const event = parse(schema, record.body);
        await queued(keyOf(event), () => work(event));
      } catch (error) {
        if (error instanceof Unprocessable) {
          await setAside(record, error.message);
          observe.trouble('setAside', { record: record.messageId, why: error.message });
          return;
        }
        observe.trouble('retry', { record: record.messageId }, error as Error);
        throw error;
      }
    };
    try {
      return await processPartialResponse({ Records }, handle, new BatchProcessor(EventType.SQS), {
        throwOnFullBatchFailure: false,
        ...(context ? { context } : {}),
      });
    } finally {
      observe.flush();
    }
  };
