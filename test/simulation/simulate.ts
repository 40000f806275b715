import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { invariants } from './invariants/check.ts';
import { emptyReport, type Report, withWorld } from './report.ts';
import { mixedScenario } from './scenarios.ts';
import { simulateWorld } from './simulated-world.ts';

const usage = `node test/simulation/simulate.ts [--messages 10000] [--seed 1] [--faults 0.01] [--world 10000]
  --messages  how many messages customers write
  --seed      what all chance follows from: the same seed, the same run
  --faults    share of port calls, sends and deliveries that go wrong
  --world     messages of one world at most; more make further worlds, seeded one after the other`;

// Customers do not meet, so a million messages are a hundred worlds, and memory holds one of them.
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'string', default: '0.01' },
    world: { type: 'string', default: '10000' },
    help: { type: 'boolean', default: false },
  },
});
const [messages, seed, faults, worldSize] = [values.messages, values.seed, values.faults, values.world].map(Number);

const say = (line: string) => process.stdout.write(`${line}\n`);
const progress = (line: string) => process.stderr.isTTY && process.stderr.write(`\r\u001B[K${line}`);
const table = (rows: Record<string, number | string>) => {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  for (const [name, value] of Object.entries(rows)) {
    say(`  ${name.padEnd(width)}  ${typeof value === 'number' ? value.toLocaleString('en') : value}`);
  }
};

async function run(total: number, first: number, share: number, atMost: number): Promise<Report> {
  let report = emptyReport();
  for (let world = 0; report.messages < total; world++) {
    progress(`${report.messages} of ${total} messages, seed ${first + world}, ${report.violations.length} violations`);
    const size = Math.min(atMost, total - report.messages);
    report = withWorld(
      report,
      await simulateWorld(mixedScenario({ seed: first + world, messages: size, faults: share })),
    );
  }
  progress('');
  return report;
}

function tell({ faults: met, outcomes, violations, ...figures }: Report, seconds: number) {
  table({ ...figures, virtualDays: Math.round(figures.virtualDays * 10) / 10, seconds });
  say('faults');
  table(Object.keys(met).length > 0 ? met : { none: 0 });
  say('outcomes');
  table(outcomes);
  say('invariants');
  for (const { says } of invariants) {
    const broken = violations.filter(({ invariant }) => invariant === says);
    say(`  ${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${says}`);
    for (const { seed: of, what } of broken.slice(0, 5)) say(`          seed ${of}: ${what}`);
    if (broken.length > 5) say(`          and ${broken.length - 5} more`);
  }
}

if (
  values.help ||
  !messages ||
  seed === undefined ||
  Number.isNaN(seed) ||
  faults === undefined ||
  Number.isNaN(faults) ||
  !worldSize
) {
  say(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const began = performance.now();
  const report = await run(messages, seed, faults, worldSize);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  tell(report, seconds);

  const results = new URL('../../bench/results/', import.meta.url);
  mkdirSync(results, { recursive: true });
  const kept = {
    seed,
    faultShare: faults,
    seconds,
    ...report,
    invariants: invariants.map(({ says }) => says),
    violations: report.violations.slice(0, 50),
  };
  writeFileSync(new URL('simulation.json', results), `${JSON.stringify(kept, null, 2)}\n`);

  const [worst] = report.violations;
  const size = Math.min(messages, worldSize);
  say(
    `replay: node test/simulation/simulate.ts --messages ${worst ? size : messages} --seed ${worst?.seed ?? seed} --faults ${faults} --world ${worldSize}`,
  );
  process.exitCode = worst ? 1 : 0;
}
