import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../lib/bundle.ts';
import { modelFiles } from '../../models/analyse.ts';

const folders = await bundleFunctions(mkdtempSync(join(tmpdir(), 'heartline-bundles-')));
const bundles = Object.entries(folders).map(([name, folder]) => [name, join(folder, 'index.mjs')] as const);

/** Words that are in a file, of those looked for. */
const found = (file: string, words: string[]) => {
  const code = readFileSync(file, 'utf8');
  return words.filter((word) => code.includes(word));
};

describe('a bundle', () => {
  // The mail worker carries an HTML parser and a MIME decoder (docs/decisions/0006); nobody waits for its cold start.
  const limitKb = (name: string) => (name === 'mail' ? 700 : 450);

  it.each(bundles)('of %s stays within its limit', (name, file) => {
    expect(statSync(file).size).toBeLessThanOrEqual(limitKb(name) * 1024);
  });

  it.each(bundles)('of %s speaks none of zod’s languages but English', (_name, file) => {
    // From zod's Dutch, Italian and Indonesian locales, which a minifier leaves as they are.
    expect(found(file, ['Ongeldige invoer', 'Input non valido', 'Input tidak valid'])).toEqual([]);
  });

  it.each(bundles)('of %s knows no credentials but those of the environment', (_name, file) => {
    // What @aws-sdk/credential-provider-ini and its like look for in a profile; their names are minified away.
    expect(found(file, ['source_profile', 'credential_process', 'sso_start_url'])).toEqual([]);
  });

  it.each(bundles)('of %s brings no client library that a few lines replace', (_name, file) => {
    expect(found(file, ['mailparser', '@slack/web-api', 'twilio'])).toEqual([]);
  });

  it.each(bundles)('of %s has no door open to a laptop', (_name, file) => {
    expect(found(file, ['dynalite', 'fauxqs'])).toEqual([]);
  });

  it.each(modelFiles)('of triage has %s beside it', (file) => {
    expect(existsSync(join(String(folders.triage), 'models', file))).toBe(true);
  });

  it('of every other function has no model to carry', () => {
    for (const [name, folder] of Object.entries(folders))
      expect(existsSync(join(folder, 'models')), name).toBe(name === 'triage');
  });
});
