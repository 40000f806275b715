import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Arrivals } from '../ports/arrivals.ts';
import { expiry, ifAbsent, putIf, type Table } from './dynamo.ts';
import { keys } from './keys.ts';

// The slowest provider (WhatsApp) goes on retrying for seven days.
const keepDays = 9;

/** First sights in the one table. */
export const dynamoArrivals = (table: Table): Arrivals => ({
  firstSeen: async (messageId, now) => {
    const key = keys.arrival(messageId);
    if (await putIf(table, { ...key, firstSeenAt: now, expiresAt: expiry(now, keepDays) }, ifAbsent)) return now;
    const { Item } = await table.db.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }));
    return typeof Item?.firstSeenAt === 'string' ? Item.firstSeenAt : now;
  },
});
