import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Stored } from './bill.ts';

/** Bytes of a value as DynamoDB counts them, within a few: names and texts in UTF-8, numbers by their digits. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  const inner = Object.entries(value).map(
    ([name, each]) => (Array.isArray(value) ? 0 : Buffer.byteLength(name)) + sizeOf(each) + 1,
  );
  return inner.reduce((sum, each) => sum + each, 3);
}

/** What lies in a table and, as a copy, in its index; less what lay there `before`. */
export async function storedBy(TableName: string, before: Stored = { table: 0, index: 0 }): Promise<Stored> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const stored = { table: -before.table, index: -before.index };
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
    for (const item of Items) {
      const size = sizeOf(item) + 100; // AWS adds a hundred bytes an item
      stored.table += size;
      if (item.view !== undefined) stored.index += size;
    }
  }
  return stored;
}
