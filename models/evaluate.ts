/** `npm run eval -- [--data DIR] [--split dev|test]`: measures all models, prints one table and keeps it. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Figure, measureFeeling, measureMatch } from './measure.ts';

const here = import.meta.dirname;
const resultPath = 'bench/results/eval.json';
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(here, '../../shared/data') },
    split: { type: 'string', default: 'dev' },
  },
});
if (values.split !== 'dev' && values.split !== 'test') throw new Error(`--split is dev or test, not ${values.split}`);

type Result = { split: string; figures: Figure[] };

/** The result in the last commit, if there is one for this split. */
function lastCommitted(split: string): Figure[] {
  try {
    const root = join(here, '..');
    const shown = execFileSync('git', ['show', `HEAD:${resultPath}`], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const result: Result = JSON.parse(shown.toString());
    return result.split === split ? result.figures : [];
  } catch {
    return [];
  }
}

const percent = (share: number | undefined): string => (share === undefined ? '' : (share * 100).toFixed(1));

function change(figure: Figure, before: Figure[]): string {
  const same = before.find(({ set, what }) => set === figure.set && what === figure.what);
  if (!same) return 'new';
  const points = (figure.value - same.value) * 100;
  return Math.abs(points) < 0.05 ? '0' : `${points > 0 ? '+' : ''}${points.toFixed(1)}`;
}

function table(figures: Figure[], before: Figure[]): string {
  const heading = ['set', 'what', 'n', 'figure, %', 'majority, %', 'change'];
  const rows = figures.map((figure) => {
    const { set, what, n, value, baseline } = figure;
    return [set, what, String(n), percent(value), percent(baseline), change(figure, before)];
  });
  const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [heading, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

const round = (share: number) => Math.round(share * 1e4) / 1e4;
const figures = [...measureFeeling(values.data, values.split), ...measureMatch(values.data, values.split)].map(
  (figure) => ({
    ...figure,
    value: round(figure.value),
    ...(figure.baseline === undefined ? {} : { baseline: round(figure.baseline) }),
  }),
);
const text = table(figures, lastCommitted(values.split));
writeFileSync(
  join(here, '..', resultPath),
  `${JSON.stringify({ split: values.split, figures } satisfies Result, null, 2)}\n`,
);
writeFileSync(
  join(here, 'EVAL.md'),
  `# Figures of the models\n\nSplit \`${values.split}\`; made by \`npm run eval\`. Sets of two classes are asked for the better of the two.\n\n${text}\n`,
);
process.stdout.write(`${text}\n`);
