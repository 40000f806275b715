import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Problem } from './problem.ts';

export type DataFolder = { path: string; in(...parts: string[]): string; release(): void };

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Process ids are used again after a reboot, so the start time says whether it is still the same process. */
function startedAt(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
  } catch {
    return undefined; // no /proc: macOS and Windows are told apart by the id alone
  }
}

function holder(lock: string): number | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number; started?: string };
    const isSame = isAlive(pid) && (started === undefined || started === startedAt(pid));
    return isSame ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the folder for this process alone; a lock whose process is gone is taken over. */
export function openDataFolder(wanted: string | undefined): DataFolder {
  const path = wanted === undefined ? mkdtempSync(join(tmpdir(), 'heartline-')) : resolve(wanted);
  mkdirSync(path, { recursive: true });
  const lock = join(path, 'lock.json');
  const content = JSON.stringify({ pid: process.pid, started: startedAt(process.pid) });
  const take = (): boolean => {
    try {
      writeFileSync(lock, content, { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  };
  if (!take()) {
    const pid = holder(lock);
    if (pid !== undefined) {
      throw new Problem(`${path} is in use by process ${pid}: stop it first, or name another folder with --data.`);
    }
    rmSync(lock, { force: true });
    if (!take()) throw new Problem(`${path} was just taken by another process.`);
  }
  return {
    path,
    in: (...parts) => join(path, ...parts),
    release() {
      rmSync(lock, { force: true });
      if (wanted === undefined) rmSync(path, { recursive: true, force: true });
    },
  };
}
