import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row of a data set; which fields are there depends on the set (see the data folder's README). */
export type Row = {
  text: string;
  lang: 'zh' | 'en';
  label: string;
  intent?: string;
  in_kb?: boolean;
  tags?: string;
  a?: string;
};

export type Split = 'train' | 'dev' | 'test';

/** The rows of a JSON-lines file. */
export function readRows<Line = Row>(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** The rows of one split of a set; none when the folder does not hold it. */
export function readSet(folder: string, set: string, split: Split): Row[] {
  const path = join(folder, set, `${split}.jsonl`);
  return existsSync(path) ? readRows(path) : [];
}
