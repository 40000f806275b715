import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Tickets } from '../ports/tickets.ts';
import { type Ticket, ticket } from '../ticket.ts';
import { readCursor, toCursor } from './cursor.ts';
import { ifAbsent, ifVersionBefore, putIf, type Table } from './dynamo.ts';
import { index, keys } from './keys.ts';

const toItem = (stored: Ticket) => ({
  ...keys.ticket(stored.ticketId),
  ...(stored.state === 'closed' ? {} : keys.openTicketView(stored)), // the index holds open ones only
  ...stored,
});

/** Tickets in the one table. */
export const dynamoTickets = (table: Table): Tickets => ({
  get: async (ticketId) => {
    const { Item } = await table.db.send(
      new GetCommand({ TableName: table.name, Key: keys.ticket(ticketId), ConsistentRead: true }),
    );
    return Item && ticket.parse(Item);
  },
  open: async (opened) => ((await putIf(table, toItem(opened), ifAbsent)) ? 'opened' : 'seen-before'),
  save: async (next) => ((await putIf(table, toItem(next), ifVersionBefore(next.version))) ? 'saved' : 'conflict'),
  openByDue: async ({ limit, next }) => {
    const after = next ? readCursor(next) : undefined;
    const { Items = [], LastEvaluatedKey } = await table.db.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: index,
        KeyConditionExpression: after ? '#view = :view AND viewKey > :after' : '#view = :view',
        ExpressionAttributeNames: { '#view': 'view' },
        ExpressionAttributeValues: { ':view': 'TICKETS#OPEN', ...(after ? { ':after': after } : {}) },
        Limit: limit,
      }),
    );
    const last = Items.at(-1);
    return {
      tickets: Items.map((item) => ticket.parse(item)),
      ...(LastEvaluatedKey && last ? { next: toCursor(String(last.viewKey)) } : {}),
    };
  },
});
