import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningStack } from '../../../local/stack.ts';
import { outside, startFixture } from './fixture-stack.ts';

let stack: RunningStack;
let world: ReturnType<typeof outside>;
beforeAll(async () => {
  stack = await startFixture();
  world = outside(stack.file);
}, 120_000);
afterAll(() => stack?.stop());

const soon = <Result>(check: () => Result | Promise<Result>) => vi.waitFor(check, { timeout: 40_000, interval: 100 });

describe('a queue that feeds a function', () => {
  it('delivers a message once when it is done', async () => {
    await world.send('Work', { do: 'note', id: 'plain' });

    await soon(async () => expect(await world.notes('done')).toContainEqual({ sk: 'plain', text: '' }));
    expect(await world.notes('seen-plain')).toHaveLength(1);
    await soon(async () => expect(await world.queue('Work')).toMatchObject({ ready: 0, inFlight: 0 }));
  });

  it('tries a message that failed again until its receives are used up, then sets it aside', async () => {
    await world.send('Work', { do: 'fail', id: 'hopeless' });

    await soon(async () => expect(await world.queue('Work')).toMatchObject({ ready: 0, inFlight: 0, deadLetters: 1 }));
    const receives = (await world.notes('seen-hopeless')).map(({ sk }) => sk.split('-')[0]);
    expect(receives).toEqual(['1', '2', '3']);
  }, 60_000);

  it('tries the whole batch again when the answer names a message that was not in it', async () => {
    const answer = { batchItemFailures: [{ itemIdentifier: 'stranger' }] };
    await world.send('Work', { do: 'answer', id: 'stranger', answer });

    await soon(async () => expect((await world.notes('seen-stranger')).length).toBeGreaterThan(1));
  }, 60_000);

  it.each(['throw', 'hang', 'exit'])(
    'tries a message again on which the function did %s',
    async (wish) => {
      await world.send('Work', { do: wish, id: wish });

      await soon(async () => expect((await world.notes(`seen-${wish}`)).length).toBeGreaterThan(1));
    },
    60_000,
  );
});

describe('the meter', () => {
  it('counts requests, entries and units, the index among them', async () => {
    await soon(async () => expect(await world.queue('Work')).toMatchObject({ ready: 0, inFlight: 0 }));
    await fetch(`${stack.url}/_meter`, { method: 'DELETE' });

    await world.send('Work', { do: 'note', id: 'metered' });

    await soon(async () => expect(await world.notes('done')).toContainEqual({ sk: 'metered', text: '' }));
    await soon(async () => {
      const { totals } = (await (await fetch(`${stack.url}/_meter`)).json()) as { totals: Record<string, unknown> };
      expect(totals).toMatchObject({
        sqs: {
          SendMessage: { requests: 1, entries: 1, billed: 1 },
          ReceiveMessage: { entries: 1 },
          DeleteMessageBatch: { requests: 1, entries: 1 },
        },
        dynamodb: { PutItem: { requests: 2, writeUnits: 4, indexWriteUnits: 2 } },
        lambda: { [world.refOf('Fixture/Worker/Resource')]: { invocations: 1, errors: 0 } },
      });
    });
  }, 60_000);
});
