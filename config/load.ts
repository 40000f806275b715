import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BadConfig, type BrandConfig, parseConfig } from './schema.ts';

/** Reads and checks a brand's file, TypeScript or JSON; `BadConfig` says in one message all that is wrong with it. */
export async function loadConfig(path: string): Promise<BrandConfig> {
  const file = resolve(path);
  if (!existsSync(file)) throw new BadConfig(`${file}: there is no such file`);
  return parseConfig(await contentOf(file), file);
}

async function contentOf(file: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(readFileSync(file, 'utf8'));
    return ((await import(pathToFileURL(file).href)) as { default: unknown }).default;
  } catch (error) {
    throw new BadConfig(`${file} cannot be read: ${(error as Error).message}`);
  }
}
