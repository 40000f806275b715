import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';

/** Calls of one run, as the laptop's meter counted them. */
export type Calls = { sends: number; entries: number; puts: number; gets: number; queries: number };

const text = 'x'.repeat(500);

/**
 * The emulators' own floor: the same numbers of the same calls, bare, with nothing between them. Milliseconds.
 * Everything sent is received and deleted, in batches as full as the run's were.
 */
export async function floorMs({ sends, entries, puts, gets, queries }: Calls, atOnce: number): Promise<number> {
  const sqs = new SQSClient({});
  const dynamo = new DynamoDBClient({});
  const db = DynamoDBDocumentClient.from(dynamo);
  const TableName = `floor-${Date.now()}`;
  const made = await sqs.send(new CreateQueueCommand({ QueueName: TableName }));
  // The emulator names its queues by a host of its own; the path is what tells them apart.
  const QueueUrl = new URL(new URL(made.QueueUrl ?? '').pathname, process.env.AWS_ENDPOINT_URL_SQS).href;
  const key = (name: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType });
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'view', 'viewKey'].map((name) => ({
        AttributeName: name,
        AttributeType: 'S' as const,
      })),
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byView',
          KeySchema: [key('view', 'HASH'), key('viewKey', 'RANGE')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 1000));

  const fill = Math.max(1, Math.round(entries / Math.max(1, sends)));
  const send = (index: number) =>
    sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: Array.from({ length: fill }, (_, entry) => ({
          Id: String(entry),
          MessageBody: `${index} ${text}${text}`,
        })),
      }),
    );
  const receive = async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    if (Messages.length === 0) return;
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle: ReceiptHandle ?? '',
    }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  };
  const put = (index: number) =>
    db.send(
      new PutCommand({
        TableName,
        Item: { pk: `CUST#${index % 997}`, sk: `AT#${index}`, view: `HOUR#${index % 8}`, viewKey: String(index), text },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  const get = (index: number) =>
    db.send(new GetCommand({ TableName, Key: { pk: `CUST#${index % 997}`, sk: `AT#${index}` }, ConsistentRead: true }));
  const query = (index: number) =>
    db.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `CUST#${index % 997}` },
        ScanIndexForward: false,
        Limit: 12,
      }),
    );

  // Interleaved the way the pipeline's are: everything is under way at all times.
  const work: (() => Promise<unknown>)[] = [];
  const spread = (count: number, make: (index: number) => Promise<unknown>) => {
    for (let index = 0; index < count; index++) work.push(() => make(index));
  };
  spread(puts, put);
  spread(gets, get);
  spread(queries, query);
  spread(Math.ceil(entries / 10), receive);
  const order = work
    .map((each, index) => ({ each, place: (index * 7919) % work.length }))
    .sort((a, b) => a.place - b.place);
  const sendsFirst = Array.from({ length: sends }, (_, index) => () => send(index));
  const all = order.flatMap(({ each }, index) => {
    const sent = sendsFirst[index];
    return sent ? [sent, each] : [each];
  });
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let index = next++; index < all.length; index = next++) await all[index]?.();
    }),
  );
  return performance.now() - begun;
}
