import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Entry, entry } from '../entry.ts';
import type { EntryKey, Timeline } from '../ports/timeline.ts';
import { readCursor, toCursor } from './cursor.ts';
import { expiry, ifAbsent, putIf, type Table } from './dynamo.ts';
import { hourShards, hourView, index, keys, part } from './keys.ts';

/** An id too long for a key is kept beside it. */
const ifLong = (name: string, id: string) => (part(id).startsWith('sha256-') ? { [name]: id } : {});

// Customer, time and id are in the keys; storing them again would push many a message over the 1 KB a write costs.
const toItem = ({ customerId, occurredAt, entryId, ...rest }: Entry, keepDays: number) => ({
  ...keys.entry({ customerId, occurredAt, entryId }),
  ...keys.entryView({ occurredAt, entryId }),
  expiresAt: expiry(occurredAt, keepDays),
  ...ifLong('customerId', customerId),
  ...ifLong('entryId', entryId),
  ...rest,
});

function fromItem(item: Record<string, unknown>): Entry {
  const [, customerId = ''] = String(item.pk).split('#');
  const [, occurredAt, entryId = ''] = String(item.sk).split('#');
  return entry.parse({
    customerId: decodeURIComponent(customerId),
    occurredAt,
    entryId: decodeURIComponent(entryId),
    ...item,
  });
}

/** The timeline in one DynamoDB table; `keepDays` until an entry is forgotten, counted from when it happened. */
export function dynamoTimeline(table: Table, keepDays: () => Promise<number>): Timeline {
  const query = async (input: Omit<ConstructorParameters<typeof QueryCommand>[0], 'TableName'>) => {
    const { Items = [], LastEvaluatedKey } = await table.db.send(new QueryCommand({ TableName: table.name, ...input }));
    return { items: Items, more: LastEvaluatedKey !== undefined };
  };
  return {
    append: async (added) =>
      (await putIf(table, toItem(added, await keepDays()), ifAbsent)) ? 'added' : 'seen-before',

    get: async (key: EntryKey, { mayBeOld = false } = {}) => {
      const { Item } = await table.db.send(
        new GetCommand({ TableName: table.name, Key: keys.entry(key), ConsistentRead: !mayBeOld }),
      );
      return Item && fromItem(Item);
    },

    page: async (customerId, { limit, next }) => {
      const { pk } = keys.person(customerId);
      const before = next ? readCursor(next, 'AT#') : undefined;
      const { items, more } = await query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': 'AT#', ':to': before ?? 'AT#~' },
        ScanIndexForward: false,
        Limit: before ? limit + 1 : limit, // BETWEEN includes the entry the page before ended with
      });
      const fresh = before ? items.filter(({ sk }) => sk !== before).slice(0, limit) : items;
      const last = fresh.at(-1);
      return { entries: fresh.map(fromItem), ...(more && last ? { next: toCursor(String(last.sk)) } : {}) };
    },

    since: async (customerId, key, limit) => {
      const { pk, sk } = keys.entry({ customerId, ...key });
      const { items } = await query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':after': sk, ':to': 'AT#~' },
        Limit: limit + 1,
      });
      return items
        .filter((item) => item.sk !== sk)
        .slice(0, limit)
        .map(fromItem);
    },

    hour: async (hour, limit) => {
      const shards = await Promise.all(
        Array.from({ length: hourShards }, (_, shard) =>
          query({
            IndexName: index,
            KeyConditionExpression: '#view = :view',
            ExpressionAttributeNames: { '#view': 'view' },
            ExpressionAttributeValues: { ':view': hourView(hour, shard) },
            ScanIndexForward: false,
            Limit: limit,
          }),
        ),
      );
      return shards
        .flatMap(({ items }) => items.map(fromItem))
        .sort((a, b) => (a.occurredAt < b.occurredAt ? 1 : a.occurredAt > b.occurredAt ? -1 : 0));
    },
  };
}
