import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { out, progressBar, table } from '../cli/print.ts';
import { bundles } from './bundles.bench.ts';
import { type Figure, meets, round } from './figure.ts';
import { models } from './models.bench.ts';
import { pipeline } from './pipeline.bench.ts';

// `npm run bench -- [--messages N] [--only bundles|models|pipeline]`: every figure beside its goal, in one run.
const { values } = parseArgs({ options: { messages: { type: 'string', default: '10000' }, only: { type: 'string' } } });
const wants = (part: string) => values.only === undefined || values.only === part;

const results = join(import.meta.dirname, 'results');
const figures: Figure[] = [];
const folder = mkdtempSync(join(tmpdir(), 'heartline-bench-'));
try {
  if (wants('models')) figures.push(...models());
  if (wants('bundles')) figures.push(...(await bundles()));
  if (wants('pipeline')) {
    const run = await pipeline(Number(values.messages), folder, progressBar);
    figures.push(...run.figures);
    table(['a million messages', 'USD'], Object.entries(run.bill.lines));
    out('');
    table(['a month without traffic', 'USD'], Object.entries(run.idle.lines));
    out('');
    mkdirSync(results, { recursive: true });
    writeFileSync(
      join(results, 'bill.json'),
      `${JSON.stringify({ messages: Number(values.messages), ...run.bill, idle: run.idle }, null, 2)}\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

table(
  ['', 'figure', '', 'goal', 'figure ÷ goal', ''],
  figures.map((each) => [
    each.what,
    each.figure,
    each.unit,
    `${each.atMost ? '≤' : '≥'} ${each.goal}`,
    `${round(each.figure / each.goal)}${meets(each) ? '' : ' missed'}`,
    each.note,
  ]),
);
if (values.only === undefined) {
  mkdirSync(results, { recursive: true });
  const machine = { cores: cpus().length, node: process.version };
  writeFileSync(join(results, 'bench.json'), `${JSON.stringify({ machine, figures }, null, 2)}\n`);
}
process.exit();
