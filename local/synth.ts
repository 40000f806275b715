import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.ts';

type Options = { app: string; root: string; outFolder: string; config?: string | undefined };

function contextOf(root: string): object {
  const file = join(root, 'cdk.json');
  if (!existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, 'utf8')) as { context?: object }).context ?? {};
}

/** Runs the CDK app as the CDK's own command would, and leaves its cloud assembly in `outFolder`. */
export async function synthesise({ app, root, outFolder, config }: Options): Promise<void> {
  rmSync(outFolder, { recursive: true, force: true });
  const context = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:version-reporting': false, ...contextOf(root) };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', app], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: outFolder,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      ...(config && { HEARTLINE_CONFIG: config }),
    },
  });
  let said = '';
  const hear = (part: Buffer): void => {
    said = (said + part.toString()).slice(-8000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Problem(`Synthesis failed (${app} ended with code ${code}):\n${said.trim()}`);
}
