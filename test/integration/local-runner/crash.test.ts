import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StackFile } from '../../../local/stack-description.ts';
import { fixtureAssembly, outside } from './fixture-stack.ts';

let data: string;
let running: ChildProcess | undefined;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'local-runner-'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

async function start(): Promise<StackFile> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-fixture.ts'), data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (part: Buffer) => part.toString().includes('ready') && resolve());
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return JSON.parse(readFileSync(join(data, 'stack.json'), 'utf8')) as StackFile;
}

const kill = (): Promise<unknown> => {
  const gone = new Promise((resolve) => running?.once('exit', resolve));
  running?.kill('SIGKILL');
  return gone;
};

describe('a stack that is killed', () => {
  it('works off every message after the next start, and those that were at work at once', async () => {
    await fixtureAssembly();
    const wanted = Array.from({ length: 200 }, (_, index) => `m${index}`);
    const first = outside(await start());
    await Promise.all(wanted.map((id) => first.send('Work', { do: 'slow', id, ms: 15 })));
    const done = async (world: typeof first) => (await world.notes('done')).map(({ sk }) => sk);
    await vi.waitFor(async () => expect((await done(first)).length).toBeGreaterThan(20), {
      timeout: 20_000,
      interval: 20,
    });
    await kill();

    const second = outside(await start());
    const before = await done(second);
    await vi.waitFor(async () => expect((await done(second)).sort()).toEqual([...wanted].sort()), {
      timeout: 60_000,
      interval: 100,
    });

    expect(before.length).toBeLessThan(200);
    await vi.waitFor(
      async () => expect(await second.queue('Work')).toMatchObject({ ready: 0, inFlight: 0, deadLetters: 0 }),
      10_000,
    );
  }, 180_000);
});
