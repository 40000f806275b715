import type { Command } from 'commander';
import type { Entry } from '../functions/shared/entry.ts';
import { customerIdOf } from '../functions/shared/ids.ts';
import { connect, type StackFlags, withStack } from './connection.ts';
import { Failure } from './failure.ts';
import { json, out, table } from './print.ts';
import { openStores } from './stores.ts';

const told = (entry: Entry): string[] => {
  switch (entry.kind) {
    case 'message':
      return [
        'customer',
        `${entry.reading.sentiment}/${entry.reading.emotion} risk ${entry.risk.score} → ${entry.route}`,
        entry.message.text,
      ];
    case 'reply':
      return [entry.by, `${entry.purpose} ${entry.outcome}`, entry.text];
    case 'escalation':
      return ['system', `ticket ${entry.ticketId}`, entry.reasons.map(({ because }) => because).join('; ')];
    case 'note':
      return ['system', 'note', entry.text];
  }
};

type Flags = StackFlags & { channel: string; account: string; user?: string; limit: string };

/** `heartline timeline`: one customer's life with us, newest first. */
export const timelineCommand = (program: Command) =>
  withStack(program.command('timeline').description('one customer’s timeline, newest first'))
    .argument('[customer]', 'the customer’s id (c_…); or name a handle with --user')
    .option('--user <id>', 'who writes, by the channel’s id')
    .option('--channel <name>', 'the channel of --user', 'api')
    .option('--account <name>', 'the account of --user', 'lumi')
    .option('--limit <n>', 'entries', '50')
    .action(async (customer: string | undefined, flags: Flags) => {
      const { channel, account, user } = flags;
      const id = customer ?? (user === undefined ? undefined : customerIdOf({ channel, account, user }));
      if (!id) throw new Failure('name a customer: heartline timeline c_…, or --user with --channel and --account', 2);
      const { timeline } = await openStores(await connect(flags));
      const { entries } = await timeline.page(id, { limit: Number(flags.limit) });
      if (flags.json) return json(entries);
      if (entries.length === 0) return out(`nothing is known of ${id}`);
      table(
        ['when', 'who', 'what', ''],
        entries.map((entry) => [entry.occurredAt.slice(0, 19), ...told(entry).map((cell) => cell.slice(0, 90))]),
      );
    });
