import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { bundleFunctions } from '../lib/bundle.ts';
import { type Figure, median, round } from './figure.ts';

const rounds = 9;
const root = join(import.meta.dirname, '..');

/** What every function must be given to load; nothing is called. */
const env = {
  ...process.env,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  ...Object.fromEntries(
    [
      'TABLE_NAME',
      'CONFIG_PARAMETER',
      'SECRETS_ID',
      'DATA_BUCKET',
      'CHAT_CALLBACK_URL',
      'SOCKET_URL',
      'DEAD_LETTER_URL',
    ]
      .concat(['TRIAGE', 'ANSWER', 'ESCALATE', 'DELIVER'].map((stage) => `${stage}_QUEUE_URL`))
      .map((name) => [name, 'https://bench.example/x']),
  ),
};

/** Milliseconds that a fresh process needs to import a module. */
const importMs = (file: string, extra: Record<string, string> = {}) =>
  Number(
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const t=performance.now();await import(${JSON.stringify(pathToFileURL(file).href)});process.stdout.write(String(performance.now()-t))`,
      ],
      { env: { ...env, ...extra }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    ),
  );

/** A bare DynamoDB client, bundled as most people do: the yardstick for what an import may cost. */
function yardstick(folder: string): string {
  const source = join(folder, 'yardstick.ts');
  const file = join(folder, 'yardstick.mjs');
  writeFileSync(
    source,
    "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; export const client = new DynamoDBClient({});",
  );
  buildSync({
    entryPoints: [source],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    nodePaths: [join(root, 'node_modules')],
    absWorkingDir: root,
  });
  return file;
}

/** Size of each function's bundle, and what importing it costs beside one bare DynamoDB client, in turns. */
export async function bundles(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'heartline-bench-'));
  try {
    const bare = yardstick(folder);
    const code = await bundleFunctions();
    const files = Object.entries(code).map(([name, at]) => ({ name, file: join(at, 'index.mjs'), at }));
    const bareMs: number[] = [];
    const ownMs = new Map<string, number[]>();
    for (let turn = 0; turn < rounds; turn++) {
      bareMs.push(importMs(bare));
      for (const { name, file, at } of files) {
        const extra = { MODELS_FOLDER: join(at, 'models') };
        ownMs.set(name, [...(ownMs.get(name) ?? []), importMs(file, extra)]);
      }
    }
    return files.flatMap(({ name, file }): Figure[] => [
      { what: `bundle of ${name}`, figure: round(statSync(file).size / 1024, 0), unit: 'KB', goal: 450, atMost: true },
      {
        what: `import of ${name}, beside one bare DynamoDB client`,
        figure: round(median(ownMs.get(name) ?? []) / median(bareMs)),
        unit: '×',
        goal: 1.3,
        atMost: true,
        note: `${round(median(ownMs.get(name) ?? []), 0)} ms beside ${round(median(bareMs), 0)} ms`,
      },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
