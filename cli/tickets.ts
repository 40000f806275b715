import type { Command } from 'commander';
import { connect, type StackFlags, withStack } from './connection.ts';
import { Failure } from './failure.ts';
import { json, out, table } from './print.ts';
import { openStores } from './stores.ts';

/** `heartline tickets`: what waits for a person, the one due first at the front; or one ticket whole. */
export const ticketsCommand = (program: Command) =>
  withStack(program.command('tickets').description('open tickets by due time, or one ticket whole'))
    .argument('[ticket]', 'a ticket’s id (t_…)')
    .option('--limit <n>', 'tickets', '50')
    .action(async (ticketId: string | undefined, flags: StackFlags & { limit: string }) => {
      const { tickets } = await openStores(await connect(flags));
      if (ticketId) {
        const found = await tickets.get(ticketId);
        if (!found) throw new Failure(`there is no ticket ${ticketId}`);
        if (flags.json) return json(found);
        table(
          ['', ''],
          [
            ['state', `${found.state}, ${found.priority}, due ${found.dueAt}, with ${found.owner}`],
            ['customer', `${found.customerId} ${found.name ?? ''} on ${found.channel}`],
            ...found.reasons.map(({ because, weight }) => ['because', `${because}${weight ? ` (+${weight})` : ''}`]),
            ...found.context.lines.map(({ by, text }) => [by, text]),
          ],
        );
        return;
      }
      const { tickets: open, next } = await tickets.openByDue({ limit: Number(flags.limit) });
      if (flags.json) return json({ items: open, ...(next ? { next } : {}) });
      if (open.length === 0) return out('no ticket is open');
      const now = new Date().toISOString();
      table(
        ['ticket', 'due', 'priority', 'owner', 'customer', 'because'],
        open.map((each) => [
          each.ticketId,
          `${each.dueAt.slice(0, 16)}${each.dueAt < now ? ' late' : ''}`,
          each.priority,
          each.owner,
          each.name ?? each.customerId,
          each.reasons[0]?.because.slice(0, 60),
        ]),
      );
    });
