import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';

/** The one table and the way to it. */
export type Table = { name: string; db: DynamoDBDocumentClient };

export const openTable = (name: string): Table => ({
  name,
  db: DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5 }), {
    marshallOptions: { removeUndefinedValues: true },
  }),
});

/** Puts an item if the condition holds; says whether it did. */
export async function putIf(
  { name, db }: Table,
  item: Record<string, unknown>,
  condition: Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>,
): Promise<boolean> {
  try {
    await db.send(new PutCommand({ TableName: name, Item: item, ...condition }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

export const ifAbsent = { ConditionExpression: 'attribute_not_exists(pk)' };

/** Condition of an optimistic write: `version` is the one to be stored, one above the one read. */
export const ifVersionBefore = (version: number) =>
  version === 1
    ? ifAbsent
    : {
        ConditionExpression: '#version = :read',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':read': version - 1 },
      };

/** Seconds since 1970 for the table's time to live. */
export const expiry = (from: string | Date, days: number) =>
  Math.floor(new Date(from).getTime() / 1000) + Math.round(days * 86_400);

/** DynamoDB forgets up to two days late, so whoever reads asks too. */
export const isExpired = (item: Record<string, unknown> | undefined, now: Date) =>
  typeof item?.expiresAt === 'number' && item.expiresAt * 1000 <= now.getTime();
