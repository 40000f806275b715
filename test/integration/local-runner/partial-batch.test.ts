import { describe, expect, it } from 'vitest';
import { judgeBatch, retryAfter } from '../../../local/partial-batch.ts';

const ids = ['one', 'two', 'three'];
const failing = (...itemIdentifiers: unknown[]) =>
  JSON.stringify({ batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })) });

describe('a partial batch response', () => {
  it.each([
    ['null', 'null'],
    ['an empty object', '{}'],
    ['an empty list', failing()],
    ['a null list', '{"batchItemFailures":null}'],
    ['an object about something else', '{"statusCode":200}'],
  ])('of %s means that every message is done', (_, payload) => {
    expect(judgeBatch(payload, ids)).toEqual({ kind: 'all-done' });
  });

  it.each([
    ['an unknown id', failing('one', 'stranger')],
    ['an empty id', failing('')],
    ['a null id', failing(null)],
    ['a wrong key', '{"batchItemFailures":[{"id":"one"}]}'],
    ['a null entry', '{"batchItemFailures":[null]}'],
    ['a list that is none', '{"batchItemFailures":"one"}'],
    ['a string', '"done"'],
    ['a bare list', '["one"]'],
    ['no JSON', 'done'],
  ])('with %s means that every message failed', (_, payload) => {
    expect(judgeBatch(payload, ids)).toMatchObject({ kind: 'all-failed' });
  });

  it('names those that failed, once each', () => {
    expect(judgeBatch(failing('two', 'two'), ids)).toEqual({ kind: 'some-failed', failed: new Set(['two']) });
  });

  it('is tried again after 2, 4, 8 … seconds, never later than the queue itself would', () => {
    expect([1, 2, 3, 4].map((count) => retryAfter(count, 12))).toEqual([2, 4, 8, 12]);
    expect(retryAfter(1, 0)).toBe(1);
  });
});
