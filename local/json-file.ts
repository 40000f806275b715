import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes the whole file or none of it, whenever the process dies. */
export function writeAtomically(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  const handle = openSync(draft, 'w');
  writeSync(handle, content);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}

/** A small state that is kept as one JSON file and written whole at each change. */
export type JsonFile<State> = { readonly state: State; save(): void };

/** `file` undefined keeps the state in memory only. */
export function jsonFile<State extends object>(file: string | undefined, initial: State): JsonFile<State> {
  const state: State =
    file && existsSync(file) ? { ...initial, ...(JSON.parse(readFileSync(file, 'utf8')) as State) } : initial;
  return { state, save: () => file && writeAtomically(file, `${JSON.stringify(state, null, 2)}\n`) };
}
