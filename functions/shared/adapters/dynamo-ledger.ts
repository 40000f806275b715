import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Ledger, Send } from '../ports/ledger.ts';
import { readCursor, toCursor } from './cursor.ts';
import { expiry, putIf, type Table } from './dynamo.ts';
import { index, keys } from './keys.ts';

const send = z.object({
  requestId: z.string(),
  state: z.enum(['intent', 'sending', 'sent', 'unknown', 'failed', 'blocked']),
  claim: z.string(),
  at: z.string(),
  via: z.string(),
  customerId: z.string(),
  conversationId: z.string(),
  because: z.string().exactOptional(),
  providerId: z.string().exactOptional(),
  settledBy: z.string().exactOptional(),
});

const ifNotBegun = {
  ConditionExpression: 'attribute_not_exists(pk) OR #state = :intent',
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: { ':intent': 'intent' },
};

/** The outbound ledger in the one table; settled sends are forgotten after `keepDays`, unsettled ones never. */
export function dynamoLedger(table: Table, keepDays: () => Promise<number>): Ledger {
  const toItem = async (row: Send) => {
    const unsettled = (row.state === 'unknown' || row.state === 'failed') && row.settledBy === undefined;
    return {
      ...keys.send(row.requestId),
      ...row,
      ...(unsettled ? keys.unsettledView(row) : { expiresAt: expiry(row.at, await keepDays()) }),
    };
  };
  const get: Ledger['get'] = async (requestId) => {
    const { Item } = await table.db.send(
      new GetCommand({ TableName: table.name, Key: keys.send(requestId), ConsistentRead: true }),
    );
    return Item && send.parse(Item);
  };
  return {
    get,
    claim: async (row) => {
      const claimed = await putIf(table, await toItem(row), ifNotBegun);
      if (claimed) return { kind: 'claimed' };
      const by = await get(row.requestId); // dynalite does not hand back the item of a failed condition
      if (!by) throw new Error(`send ${row.requestId} was there and is gone`);
      return { kind: 'taken', by };
    },
    settle: async (row) =>
      (await putIf(table, await toItem(row), {
        ConditionExpression: '#claim = :claim AND (#state = :sending OR #state = :unknown)',
        ExpressionAttributeNames: { '#state': 'state', '#claim': 'claim' },
        ExpressionAttributeValues: { ':claim': row.claim, ':sending': 'sending', ':unknown': 'unknown' },
      }))
        ? 'settled'
        : 'lost',
    block: async (row) => ((await putIf(table, await toItem(row), ifNotBegun)) ? 'blocked' : 'taken'),
    takeOff: async (row) =>
      (await putIf(table, await toItem(row), {
        ConditionExpression: '#claim = :claim AND #state = :state',
        ExpressionAttributeNames: { '#state': 'state', '#claim': 'claim' },
        ExpressionAttributeValues: { ':claim': row.claim, ':state': row.state },
      }))
        ? 'off'
        : 'lost',
    unsettled: async ({ limit, next }) => {
      const before = next ? readCursor(next) : undefined;
      const { Items = [], LastEvaluatedKey } = await table.db.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: index,
          KeyConditionExpression: before ? '#view = :view AND viewKey < :before' : '#view = :view',
          ExpressionAttributeNames: { '#view': 'view' },
          ExpressionAttributeValues: { ':view': 'SENDS#UNSETTLED', ...(before ? { ':before': before } : {}) },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      const last = Items.at(-1);
      return {
        sends: Items.map((item) => send.parse(item)),
        ...(LastEvaluatedKey && last ? { next: toCursor(String(last.viewKey)) } : {}),
      };
    },
  };
}
