/** What is to become of each message of a batch once its function answered. */
export type Verdict =
  | { kind: 'all-done' }
  | { kind: 'all-failed'; because: string }
  | { kind: 'some-failed'; failed: Set<string> };

const failed = (because: string): Verdict => ({ kind: 'all-failed', because });

/**
 * Lambda's reading of a partial batch response: nothing, null, `{}` and a missing, null or empty list mean that all went
 * well; an id that is empty, missing or not of this batch, or an answer of another shape, means that all failed.
 */
export function judgeBatch(payload: string, messageIds: string[]): Verdict {
  let answer: unknown;
  try {
    answer = JSON.parse(payload);
  } catch {
    return failed('the answer is not JSON');
  }
  if (answer === null) return { kind: 'all-done' };
  if (typeof answer !== 'object' || Array.isArray(answer)) return failed('the answer is not an object');
  const failures: unknown = (answer as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return failed('batchItemFailures is not a list');
  if (failures.length === 0) return { kind: 'all-done' };
  const ids = new Set<string>();
  for (const failure of failures as unknown[]) {
    const id = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== 'string' || id === '') return failed('an itemIdentifier is missing or empty');
    if (!messageIds.includes(id)) return failed(`itemIdentifier ${id} is not a message of this batch`);
    ids.add(id);
  }
  return { kind: 'some-failed', failed: ids };
}

/**
 * Seconds until a failed message may be tried again: 2, 4, 8… up to the queue's own timeout. AWS would wait the whole
 * timeout, six times the function's; on a laptop a person is watching.
 */
export const retryAfter = (receiveCount: number, visibilityTimeout: number): number =>
  Math.max(1, Math.min(visibilityTimeout, 2 ** receiveCount));
