import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

// The tool reports "no violations" when it could not read a single module; so the modules are counted too.
const leastModules = 150;
const folders = ['bin', 'cli', 'config', 'console/src', 'demo', 'events', 'functions', 'lib', 'local', 'models'];

type Report = {
  summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number };
};

const root = join(import.meta.dirname, '..', '..');
const tool = join(root, 'node_modules', '.bin', 'depcruise');
const report = JSON.parse(
  execFileSync(tool, ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  }),
) as Report;

const { violations, totalCruised } = report.summary;
for (const { rule, from, to } of violations) process.stdout.write(`${rule.name}: ${from} → ${to}\n`);
process.stdout.write(`${violations.length} violations in ${totalCruised} modules\n`);
if (violations.length > 0) process.exitCode = 1;
if (totalCruised < leastModules) {
  process.stdout.write(
    `only ${totalCruised} modules were read, at least ${leastModules} expected: is @swc/core installed?\n`,
  );
  process.exitCode = 1;
}
