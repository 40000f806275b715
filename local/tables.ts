import * as z from 'zod';
import type { Cloud, Resource } from './cloud.ts';
import { Problem } from './problem.ts';
import { awsCall, WireError } from './wire.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const index = z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: z.record(z.string(), z.unknown()) });
const tableProperties = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).optional(),
  LocalSecondaryIndexes: z.array(index).optional(),
});
type TableProperties = z.infer<typeof tableProperties>;

type Description = { Table: { GlobalSecondaryIndexes?: { IndexName: string }[]; KeySchema: unknown } };

const names = (indexes: { IndexName: string }[] | undefined): string[] =>
  (indexes ?? []).map(({ IndexName }) => IndexName).sort();

/** Makes the template's tables where they are missing; encryption, recovery and TTL settings have no meaning here. */
export async function makeTables(cloud: Cloud, url: string): Promise<void> {
  const call = <Result>(operation: string, input: object) =>
    awsCall<Result>('dynamodb', url, operation, input, { unmetered: true });

  const addIndexes = async (
    TableName: string,
    wanted: TableProperties,
    existing: Description['Table'],
  ): Promise<void> => {
    const known = names(existing.GlobalSecondaryIndexes);
    for (const { IndexName, KeySchema, Projection } of wanted.GlobalSecondaryIndexes ?? []) {
      if (known.includes(IndexName)) continue;
      const Create = { IndexName, KeySchema, Projection };
      await call('UpdateTable', {
        TableName,
        AttributeDefinitions: wanted.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create }],
      });
    }
  };

  const make = async (table: Resource): Promise<void> => {
    const TableName = table.identity.ref;
    const wanted = tableProperties.parse(cloud.properties(table));
    const existing = await call<Description>('DescribeTable', { TableName }).catch((error: unknown) => {
      if (error instanceof WireError && error.code === 'ResourceNotFoundException') return undefined;
      throw error;
    });
    if (!existing) {
      await call('CreateTable', { TableName, BillingMode: 'PAY_PER_REQUEST', ...wanted });
    } else if (JSON.stringify(existing.Table.KeySchema) !== JSON.stringify(wanted.KeySchema)) {
      throw new Problem(`${table.path}: the key of table ${TableName} changed; start with another --data folder.`);
    } else {
      await addIndexes(TableName, wanted, existing.Table);
    }
  };
  await Promise.all([...cloud.ofType('AWS::DynamoDB::Table'), ...cloud.ofType('AWS::DynamoDB::GlobalTable')].map(make));
}
