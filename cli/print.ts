import { SingleBar } from 'cli-progress';

export const out = (line: string) => void process.stdout.write(`${line}\n`);
export const json = (value: unknown) => out(JSON.stringify(value));

/** Cells a character takes on a terminal: two for wide ones. */
const width = (text: string) =>
  [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}]/u.test(
        char,
      )
        ? 2
        : 1),
    0,
  );
const pad = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - width(text)));

// What customers wrote may hold escape sequences; a terminal would obey them.
const tame = (text: string) => text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ');

/** Rows under a heading, columns as wide as their widest cell. */
export function table(heading: string[], rows: (string | number | undefined)[][]) {
  const cells = [heading, ...rows.map((row) => row.map((cell) => tame(String(cell ?? ''))))];
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))));
  for (const row of cells)
    out(
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** A progress bar on stderr, so that stdout stays data; silent where stderr is no terminal. */
export function progressBar(what: string, total: number) {
  const bar = new SingleBar({
    format: `${what} {bar} {value}/{total} · {duration_formatted}`,
    stream: process.stderr,
    noTTYOutput: false,
    clearOnComplete: false,
    hideCursor: true,
  });
  bar.start(total, 0);
  return { step: (by = 1) => bar.increment(by), done: () => bar.stop() };
}
