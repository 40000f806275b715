import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A line that cannot be answered; its message is the answer. */
export class BadLine extends Error {
  override name = 'BadLine';
}

/**
 * Answers a stream of JSON lines, one line for each line in and in the same order. A bad line
 * is answered `{ error }` and the rest goes on. Waits while the reader of the answers is slower.
 */
export async function answerLines(input: Readable, output: Writable, answer: (line: unknown) => unknown) {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!output.write(`${JSON.stringify(answerLine(line, answer))}\n`)) await once(output, 'drain');
  }
}

function answerLine(line: string, answer: (line: unknown) => unknown): unknown {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return { error: 'not a JSON line' };
  }
  try {
    return answer(value);
  } catch (error) {
    if (error instanceof BadLine) return { error: error.message };
    throw error;
  }
}
