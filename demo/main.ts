import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { localConnection } from '../cli/connection.ts';
import { Failure } from '../cli/failure.ts';
import { out, progressBar, table } from '../cli/print.ts';
import { openStores } from '../cli/stores.ts';
import { keysFor } from '../functions/shared/secrets.ts';
import { startStack } from '../local/stack.ts';
import { play } from './play.ts';
import { loadRealMessages } from './real-data.ts';
import { loadStories, type StoryMessage } from './story.ts';
import type { Tally } from './tally.ts';

type Flags = {
  data?: string;
  limit: string;
  people: string;
  stackData: string;
  atOnce: string;
  out?: string;
  port: string;
};

/** The messages to play: the set that ships with the project, or real ones from a folder of data sets. */
const messagesOf = ({ data, limit, people }: Flags): StoryMessage[] =>
  data === undefined
    ? loadStories(join(import.meta.dirname, 'stories'))
    : loadRealMessages(data, { limit: Number(limit), people: Number(people) });

function running(folder: string) {
  try {
    const connection = localConnection(folder);
    if (connection.pid !== undefined) process.kill(connection.pid, 0);
    return connection;
  } catch {
    return undefined;
  }
}

const rows = (tally: Tally): [string, string | number][] => [
  ['received', tally.received],
  ['in the timeline', tally.inTimeline],
  ['answered', tally.answered],
  ['suggested (to a person, with three answers)', tally.suggested],
  ['escalated (to a person)', tally.escalated],
  ['said to a person who has the conversation', tally.toPersonAlready],
  ['left (nothing asked)', tally.left],
  ...Object.entries(tally.rejected).map(([why, count]): [string, number] => [`rejected: ${why}`, count]),
  ['dead', tally.dead],
  ['sends to settle by hand', tally.unsettled],
  ['people', tally.people],
  ['seconds', tally.seconds],
  ['in → out, p50', `${tally.p50Ms} ms`],
  ['in → out, p95', `${tally.p95Ms} ms`],
];

/** `npm run demo`: plays customers through the real doors of a stack, and counts what became of every message. */
async function demo(flags: Flags) {
  const messages = messagesOf(flags);
  const stack = running(flags.stackData)
    ? undefined
    : await startStack({ data: flags.stackData, demo: true, port: Number(flags.port), smtpPort: 0 });
  try {
    const connection = localConnection(flags.stackData);
    const stores = await openStores(connection);
    const [key] = keysFor(await stores.secrets(), 'api');
    if (!key) throw new Failure('the channels secret holds no key');
    out(`${messages.length} messages to ${connection.siteUrl}${stack ? ' (started for this)' : ''}`);
    const bar = progressBar('told', messages.length);
    const tally = await play(messages, {
      connection,
      stores,
      key,
      atOnce: Number(flags.atOnce),
      step: () => bar.step(),
    });
    bar.done();
    table(['', ''], rows(tally));
    const rejected = Object.values(tally.rejected).reduce((sum, count) => sum + count, 0);
    if (flags.out) {
      mkdirSync(dirname(flags.out), { recursive: true });
      writeFileSync(flags.out, `${JSON.stringify(tally, null, 2)}\n`);
    }
    if (tally.received !== tally.inTimeline + rejected)
      throw new Failure(`received ${tally.received} is not in the timeline ${tally.inTimeline} + rejected ${rejected}`);
    if (stack) out('npm start, and open the desk, to look at it');
    else out(`look at it: ${connection.siteUrl}`);
  } finally {
    await stack?.stop();
  }
}

const program = new Command('demo')
  .description(
    'plays customers through the real HTTP, WebSocket and SMTP doors, and counts what became of every message',
  )
  .option('--data <folder>', 'real customers’ messages from a folder of data sets, instead of the story set')
  .option('--limit <n>', 'messages of --data, at least', '2000')
  .option('--people <n>', 'people of --data', '300')
  .option('--stack-data <folder>', 'the data folder of the stack; one that does not run is started', '.heartline')
  .option('--port <n>', 'port of a stack that is started for this', '4700')
  .option('--at-once <n>', 'people who write at the same time', '16')
  .option('--out <file>', 'write the table as JSON too')
  .action(demo);

try {
  await program.parseAsync();
  process.exit();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
