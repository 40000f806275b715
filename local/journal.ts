import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What was sent, one JSON line each, kept on disk; the newest `keep` are held for showing. */
export type Journal<Entry> = { add(entry: Entry): void; all(): Entry[]; close(): void };

const parsed = <Entry>(line: string): Entry[] => {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return []; // the line that was being written when the process died
  }
};

export function journal<Entry>(file: string, keep = 10_000): Journal<Entry> {
  mkdirSync(dirname(file), { recursive: true });
  let entries: Entry[] = [];
  if (existsSync(file)) {
    const content = readFileSync(file, 'utf8');
    entries = content
      .split('\n')
      .filter(Boolean)
      .flatMap(parsed<Entry>)
      .slice(-keep);
    if (content !== '' && !content.endsWith('\n')) appendFileSync(file, '\n');
  }
  const handle = openSync(file, 'a');
  return {
    add(entry) {
      appendFileSync(handle, `${JSON.stringify(entry)}\n`);
      entries.push(entry);
      if (entries.length > 1.2 * keep) entries = entries.slice(-keep);
    },
    all: () => entries,
    close: () => closeSync(handle),
  };
}
