import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'heartline-config-'));
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const brand = { brand: 'lumi', title: 'Lumi', accounts: { lumi: {} }, teams: [{ name: 'care' }] };

describe('a brand’s file', () => {
  it('may be JSON or TypeScript', async () => {
    const json = await loadConfig(file('good.json', JSON.stringify(brand)));

    expect(await loadConfig(file('good.ts', `export default ${JSON.stringify(brand)}`))).toEqual(json);
  });

  it('that is not there, or not readable, is named', async () => {
    await expect(loadConfig(join(folder, 'none.ts'))).rejects.toThrow('none.ts: there is no such file');
    await expect(loadConfig(file('torn.json', '{'))).rejects.toThrow('torn.json cannot be read');
  });

  it('with mistakes ends the synthesis with one message that names each by its path, and no trace', () => {
    const path = file('bad.json', JSON.stringify({ ...brand, match: { answer: 0.3, suggest: 0.5 }, teams: [] }));
    const synthesise = () =>
      execFileSync(process.execPath, ['bin/heartline.ts'], {
        cwd: join(import.meta.dirname, '../../..'),
        env: { ...process.env, HEARTLINE_CONFIG: path },
        stdio: 'pipe',
      });

    expect(synthesise).toThrow(expect.objectContaining({ status: 1 }));
    try {
      synthesise();
    } catch (error) {
      const said = String((error as { stderr: Buffer }).stderr);
      expect(said).toMatch(/bad\.json is not a valid brand configuration:\n {2}match\.answer: .*\n {2}teams: /);
      expect(said).not.toMatch(/\n\s+at /);
    }
  });
});
