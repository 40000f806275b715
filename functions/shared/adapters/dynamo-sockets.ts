import { DeleteCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../ports/clock.ts';
import type { Sockets } from '../ports/sockets.ts';
import { expiry, ifAbsent, isExpired, putIf, type Table } from './dynamo.ts';
import { keys } from './keys.ts';

// API Gateway ends every connection after two hours.
const socketDays = 3 / 24;

/** Open chat windows in the one table. */
export function dynamoSockets(table: Table, now: Clock): Sockets {
  const owner: Sockets['owner'] = async (connectionId) => {
    const { Item } = await table.db.send(
      new GetCommand({ TableName: table.name, Key: keys.socket(connectionId), ConsistentRead: true }),
    );
    if (!Item || isExpired(Item, now())) return undefined;
    const { session, account, name } = Item;
    return {
      session: String(session),
      account: String(account),
      ...(name === undefined ? {} : { name: String(name) }),
    };
  };
  const remove = (key: Record<string, string>) => table.db.send(new DeleteCommand({ TableName: table.name, Key: key }));
  return {
    owner,
    open: async ({ connectionId, session, account, name }) => {
      const expiresAt = expiry(now(), socketDays);
      const put = (key: Record<string, string>) =>
        putIf(table, { ...key, connectionId, session, account, name, expiresAt }, ifAbsent);
      await Promise.all([put(keys.socket(connectionId)), put(keys.chatSocket(account, session, connectionId))]);
    },
    close: async (connectionId) => {
      const whose = await owner(connectionId);
      if (whose) await remove(keys.chatSocket(whose.account, whose.session, connectionId));
      await remove(keys.socket(connectionId));
    },
    of: async (account, session) => {
      const { Items = [] } = await table.db.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': keys.chat(account, session).pk },
        }),
      );
      return Items.filter((item) => !isExpired(item, now())).map(({ connectionId }) => String(connectionId));
    },
    useToken: async (nonce, expiresAt) =>
      (await putIf(table, { ...keys.token(nonce), expiresAt: expiry(expiresAt, 1) }, ifAbsent))
        ? 'used'
        : 'used-before',
  };
}
