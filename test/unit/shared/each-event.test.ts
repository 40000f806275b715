import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { eachEvent } from '../../../functions/shared/sqs/each-event.ts';
import { TryAgain, Unprocessable } from '../../../functions/shared/unprocessable.ts';
import { recordingObserve } from '../../fixtures/builders.ts';

const said = z.object({ id: z.string(), of: z.string(), text: z.string() });
type Said = z.infer<typeof said>;

const aRecord = (messageId: string, body: unknown, sentAt = 0) =>
  ({
    messageId,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { SentTimestamp: String(sentAt) },
    eventSource: 'aws:sqs',
  }) as SQSRecord;

const say = (id: string, of = 'mei', sentAt = 0) => aRecord(id, { id, of, text: 'words' }, sentAt);

function aStage(work: (event: Said) => Promise<void> = async () => {}) {
  const { observe, told } = recordingObserve();
  const aside: [string, string][] = [];
  const setAside = async ({ messageId }: SQSRecord, reason: string) => void aside.push([messageId, reason]);
  let flushed = 0;
  const watching = { ...observe, flush: () => void flushed++ };
  const handle = eachEvent(said, work, { setAside, observe: watching, keyOf: ({ of }) => of });
  const run = async (...Records: SQSRecord[]) =>
    (await handle({ Records })).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return { run, aside, told, flushes: () => flushed };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a batch', () => {
  it('in which all goes well has no failures', async () => {
    const done: string[] = [];
    const { run } = aStage(async ({ id }) => void done.push(id));

    expect(await run(say('1'), say('2'), say('3', 'li'))).toEqual([]);
    expect(done.toSorted()).toEqual(['1', '2', '3']);
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'not JSON'],
    ['empty', '', 'not JSON'],
    ['null', null, 'event: '],
    ['without a field', { id: '1', of: 'mei' }, 'text: '],
    ['of another kind', { id: 1, of: 'mei', text: '' }, 'id: '],
  ])('sets aside a record that is %s, with its reason, while its neighbours go on', async (_what, body, reason) => {
    const done: string[] = [];
    const { run, aside } = aStage(async ({ id }) => void done.push(id));

    expect(await run(say('1'), aRecord('poison', body), say('3'))).toEqual([]);

    expect(done).toEqual(['1', '3']);
    expect(aside).toEqual([['poison', expect.stringContaining(reason)]]);
  });

  it('sets aside what its stage says can never succeed', async () => {
    const { run, aside, told } = aStage(async ({ id }) => {
      if (id === '2') throw new Unprocessable('names no sender');
    });

    expect(await run(say('1'), say('2'), say('3'))).toEqual([]);
    expect(aside).toEqual([['2', 'names no sender']]);
    expect(told).toMatchObject([{ name: 'setAside', facts: { record: '2', why: 'names no sender' } }]);
  });

  it('gives back exactly the records that failed', async () => {
    const { run, aside, told } = aStage(async ({ id }) => {
      if (Number(id) % 2) throw new TryAgain('busy');
    });

    expect(await run(say('1'), say('2', 'li'), say('3', 'wu'), say('4', 'bo'))).toEqual(['1', '3']);
    expect(aside).toEqual([]);
    expect(told.map(({ name }) => name)).toEqual(['retry', 'retry']);
  });

  it('in which all fails gives all back, and does not throw', async () => {
    const { run } = aStage(async () => Promise.reject(new Error('table is down')));

    expect(await run(say('1'), say('2'))).toEqual(['1', '2']);
  });

  it('gives back a poisoned record that could not be set aside: it is not lost', async () => {
    const { observe } = recordingObserve();
    const setAside = async () => Promise.reject(new Error('queue is down'));
    const handle = eachEvent(said, async () => {}, { setAside, observe, keyOf: ({ of }) => of });

    expect(await handle({ Records: [aRecord('poison', '{'), say('2')] })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'poison' }],
    });
  });

  it('gives back every combination of successes and failures as it was', async () => {
    for (let outcome = 0; outcome < 1024; outcome++) {
      const fails = (id: string) => Boolean(outcome & (1 << Number(id)));
      const { run } = aStage(async ({ id }) => {
        if (fails(id)) throw new TryAgain('busy');
      });
      const ids = Array.from({ length: 10 }, (_, index) => String(index));

      expect(await run(...ids.map((id) => say(id, `c${Number(id) % 3}`)))).toEqual(ids.filter(fails));
    }
  });

  it('hands one conversation’s messages over one after the other, in the order they were sent', async () => {
    const done: string[] = [];
    let atOnce = 0;
    const { run } = aStage(async ({ id }) => {
      expect(++atOnce).toBe(1);
      await pause(id === '1' ? 20 : 1);
      done.push(id);
      atOnce--;
    });

    await run(say('3', 'mei', 30), say('1', 'mei', 10), say('2', 'mei', 20));

    expect(done).toEqual(['1', '2', '3']);
  });

  it('does not let one conversation wait for another', async () => {
    const done: string[] = [];
    const { run } = aStage(async ({ id, of }) => {
      await pause(of === 'slow' ? 30 : 1);
      done.push(id);
    });

    await run(say('1', 'slow', 1), say('2', 'mei', 2), say('3', 'mei', 3));

    expect(done).toEqual(['2', '3', '1']);
  });

  it('goes on with a conversation after one of its messages failed', async () => {
    const done: string[] = [];
    const { run } = aStage(async ({ id }) => {
      if (id === '1') throw new TryAgain('busy');
      done.push(id);
    });

    expect(await run(say('1'), say('2'))).toEqual(['1']);
    expect(done).toEqual(['2']);
  });

  it('is counted and written out once, whatever happened', async () => {
    const { run, flushes } = aStage(async () => Promise.reject(new Error('down')));

    await run(say('1'), say('2'));

    expect(flushes()).toBe(1);
  });

  it('tells whoever watches the record, never the words in it', async () => {
    const { run, told } = aStage(async () => Promise.reject(new TryAgain('busy')));

    await run(aRecord('1', { id: '1', of: 'mei', text: 'my secret' }), aRecord('2', '{"my secret'));

    expect(JSON.stringify(told.map(({ name, facts }) => [name, facts]))).not.toMatch(/secret/);
  });

  it('that is empty is done', async () => {
    expect(await aStage().run()).toEqual([]);
  });
});
