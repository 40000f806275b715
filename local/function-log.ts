import { appendFile, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 8 * 1024 * 1024;

/** A log file that never takes more than twice 8 MB: when full it becomes `.1` and a new one begins. */
export type FunctionLog = { write(text: string | Buffer): void };

export function functionLog(file: string): FunctionLog {
  mkdirSync(dirname(file), { recursive: true });
  let waiting: string[] = [];
  let isWriting = false;
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;

  const flush = (): void => {
    if (waiting.length === 0) {
      isWriting = false;
      return;
    }
    isWriting = true;
    const content = waiting.join('');
    waiting = [];
    if (size > MAX_BYTES) {
      renameSync(file, `${file}.1`);
      size = 0;
    }
    size += content.length;
    appendFile(file, content, () => setTimeout(flush, 50).unref());
  };

  return {
    write(text) {
      waiting.push(text.toString());
      if (!isWriting) flush();
    },
  };
}
