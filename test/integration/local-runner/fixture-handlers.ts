import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';

const { TABLE = '', SECRET = '', SETTING = '' } = process.env;
const dynamo = new DynamoDBClient({});
const s3 = new S3Client({});

const note = (pk: string, sk: string, text = ''): Promise<unknown> =>
  dynamo.send(
    new PutItemCommand({
      TableName: TABLE,
      Item: { pk: { S: pk }, sk: { S: sk }, kind: { S: pk }, text: { S: text } },
    }),
  );

/** Tries one of everything and tells how each went: `done`, or what it was told. */
export async function attempt(): Promise<Record<string, string>> {
  const { QUEUE = '', BUCKET = '', CALLBACK = '' } = process.env;
  const byKind = { KeyConditionExpression: 'kind = :k', ExpressionAttributeValues: { ':k': { S: 'none' } } };
  const Simple = { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello' } } };
  const mail = {
    FromEmailAddress: 'Help <help@example.com>',
    Destination: { ToAddresses: ['a@example.org'] },
    Content: { Simple },
  };
  const gateway = new ApiGatewayManagementApiClient({ endpoint: CALLBACK });
  const tries: Record<string, () => Promise<unknown>> = {
    put: () => note('attempt', process.env.AWS_LAMBDA_FUNCTION_NAME ?? ''),
    index: () => dynamo.send(new QueryCommand({ TableName: TABLE, IndexName: 'byKind', ...byKind })),
    send: () =>
      new SQSClient({}).send(
        new SendMessageBatchCommand({
          QueueUrl: QUEUE,
          Entries: [{ Id: 'a', MessageBody: '{"do":"note","id":"attempt"}' }],
        }),
      ),
    store: () => s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'kept/a b.txt', Body: 'x' })),
    missing: () => s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'nowhere' })),
    setting: () => new SSMClient({}).send(new GetParameterCommand({ Name: SETTING })),
    secret: () => new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: SECRET })),
    mail: () => new SESv2Client({}).send(new SendEmailCommand(mail)),
    connection: () => gateway.send(new PostToConnectionCommand({ ConnectionId: 'gone=', Data: 'hi' })),
  };
  const told = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const entries = Object.entries(tries).map(async ([name, run]) => [name, await run().then(() => 'done', told)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** What the message asks for: `{ "do": "note" | "fail" | "answer" | "hang" | "throw" | "exit", … }`. */
type Wish = { do: string; id: string; ms?: number; answer?: unknown };

export async function work({ Records }: SQSEvent): Promise<unknown> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  let answer: unknown;
  for (const { body, messageId, attributes } of Records) {
    const wish = JSON.parse(body) as Wish;
    await note(`seen-${wish.id}`, `${attributes.ApproximateReceiveCount}-${messageId}`);
    if (wish.do === 'throw') throw new Error('as wished');
    if (wish.do === 'exit') process.exit(3);
    if (wish.do === 'hang') await new Promise((resolve) => setTimeout(resolve, 60_000));
    if (wish.do === 'slow') await new Promise((resolve) => setTimeout(resolve, wish.ms));
    if (wish.do === 'fail') batchItemFailures.push({ itemIdentifier: messageId });
    if (wish.do === 'answer') answer = wish.answer;
    if (wish.do === 'note' || wish.do === 'slow') await note('done', wish.id);
  }
  return answer === undefined ? { batchItemFailures } : answer;
}

export async function readMail({ Records }: SQSEvent): Promise<unknown> {
  for (const { body } of Records) {
    const event = JSON.parse(body) as {
      Event?: string;
      Records?: { s3: { bucket: { name: string }; object: { key: string } } }[];
    };
    for (const { s3: stored } of event.Records ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: stored.bucket.name, Key: stored.object.key }));
      await note('mail', stored.object.key, await Body?.transformToString());
    }
  }
  return {};
}

export async function echo(event: APIGatewayProxyEventV2): Promise<unknown> {
  const [secret, setting] = await Promise.all([
    new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: SECRET })),
    new SSMClient({}).send(new GetParameterCommand({ Name: SETTING })),
  ]);
  const body = JSON.stringify({ event, secret: secret.SecretString, setting: setting.Parameter?.Value });
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, cookies: ['seen=1'], body };
}

type SocketEvent = {
  requestContext: { routeKey: string; connectionId: string };
  queryStringParameters?: { token?: string };
  body?: string;
};

export async function socket({ requestContext, queryStringParameters, body }: SocketEvent): Promise<unknown> {
  const { routeKey, connectionId } = requestContext;
  await note('socket', `${connectionId} ${routeKey}`);
  if (routeKey === '$connect') {
    if (queryStringParameters?.token !== 'good') return { statusCode: 401 };
    return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'heartline.v1' } };
  }
  return { statusCode: 200, body: JSON.stringify({ ack: routeKey, connectionId, body }) };
}
