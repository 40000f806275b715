import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { conversation } from '../conversation.ts';
import type { Conversations } from '../ports/conversations.ts';
import { ifVersionBefore, putIf, type Table } from './dynamo.ts';
import { keys } from './keys.ts';

/** Conversations in the one table. */
export const dynamoConversations = (table: Table): Conversations => ({
  get: async (conversationId, { mayBeOld = false } = {}) => {
    const { Item } = await table.db.send(
      new GetCommand({ TableName: table.name, Key: keys.conversation(conversationId), ConsistentRead: !mayBeOld }),
    );
    return Item && conversation.parse(Item);
  },
  save: async (next) =>
    (await putIf(table, { ...keys.conversation(next.conversationId), ...next }, ifVersionBefore(next.version)))
      ? 'saved'
      : 'conflict',
});
