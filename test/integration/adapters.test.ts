import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expiry, openTable, type Table } from '../../functions/shared/adapters/dynamo.ts';
import { dynamoArrivals } from '../../functions/shared/adapters/dynamo-arrivals.ts';
import { dynamoConversations } from '../../functions/shared/adapters/dynamo-conversations.ts';
import { dynamoCustomers } from '../../functions/shared/adapters/dynamo-customers.ts';
import { dynamoLedger } from '../../functions/shared/adapters/dynamo-ledger.ts';
import { dynamoSockets } from '../../functions/shared/adapters/dynamo-sockets.ts';
import { dynamoTickets } from '../../functions/shared/adapters/dynamo-tickets.ts';
import { dynamoTimeline } from '../../functions/shared/adapters/dynamo-timeline.ts';
import { hourShards, hourView, index, keys } from '../../functions/shared/adapters/keys.ts';
import { s3Bodies } from '../../functions/shared/adapters/s3-bodies.ts';
import { secretsManager } from '../../functions/shared/adapters/secrets-manager.ts';
import { sqsOutbox } from '../../functions/shared/adapters/sqs-outbox.ts';
import { ssmSettings } from '../../functions/shared/adapters/ssm-settings.ts';
import { setAsideIn } from '../../functions/shared/sqs/set-aside.ts';
import '../../local/fauxqs-parts.ts'; // so that it takes emoji, as SQS does
import { arrivalsContract } from '../contract/arrivals-contract.ts';
import { bodiesContract } from '../contract/bodies-contract.ts';
import { conversationsContract } from '../contract/conversations-contract.ts';
import { customersContract } from '../contract/customers-contract.ts';
import { ledgerContract } from '../contract/ledger-contract.ts';
import { outboxContract } from '../contract/outbox-contract.ts';
import { socketsContract } from '../contract/sockets-contract.ts';
import { ticketsContract } from '../contract/tickets-contract.ts';
import { timelineContract } from '../contract/timeline-contract.ts';
import {
  aClock,
  aConfig,
  aMessageEntry,
  aMessageReceived,
  aNote,
  aSend,
  aTicket,
  mei,
  minutesOn,
  someSecrets,
  wednesday,
} from '../fixtures/builders.ts';

// DynamoDB, SQS and S3 as emulators in this process, each on a port of its own; the adapters find them where they find
// AWS: in the environment.

let dynamodb: Server;
let sqs: FauxqsServer;
let made = 0;

const listening = (server: Server) =>
  new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

beforeAll(async () => {
  dynamodb = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  sqs = await startFauxqs({ port: 0, logger: false });
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: await listening(dynamodb),
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${sqs.port}`,
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${sqs.port}`,
  });
});

afterAll(async () => {
  await sqs.stop();
  dynamodb.close();
  dynamodb.closeAllConnections();
});

/** A table of its own for a test, keyed and indexed the way the stack makes it. */
async function aTable(): Promise<Table> {
  const name = `store-${++made}`;
  const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
  const client = new DynamoDBClient();
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'view', 'viewKey'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      GlobalSecondaryIndexes: [
        {
          IndexName: index,
          KeySchema: [key('view', 'HASH'), key('viewKey', 'RANGE')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  client.destroy();
  return openTable(name);
}

const days = async () => 30;

describe('DynamoDB timeline', () => {
  timelineContract(async () => dynamoTimeline(await aTable(), days));

  it('spreads an hour over all its shards and reads it from all', async () => {
    const table = await aTable();
    const timeline = dynamoTimeline(table, days);
    const entries = Array.from({ length: 100 }, (_, each) =>
      aNote({ customerId: `c-${each}`, entryId: `n-${each}`, occurredAt: minutesOn(each / 2) }),
    );
    await Promise.all(entries.map((each) => timeline.append(each)));

    const counts = await Promise.all(
      Array.from({ length: hourShards }, async (_, shard) => {
        const query = { TableName: table.name, IndexName: index, KeyConditionExpression: '#v = :v' };
        const names = {
          ExpressionAttributeNames: { '#v': 'view' },
          ExpressionAttributeValues: { ':v': hourView(wednesday.slice(0, 13), shard) },
        };
        return (await table.db.send(new QueryCommand({ ...query, ...names }))).Count ?? 0;
      }),
    );

    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(await timeline.hour(wednesday.slice(0, 13), 100)).toHaveLength(100);
    expect((await timeline.hour(wednesday.slice(0, 13), 1)).length).toBe(hourShards);
  });

  it('forgets an entry by when it happened, not by when it was written', async () => {
    const table = await aTable();
    await dynamoTimeline(table, days).append(aNote());

    const { Items = [] } = await table.db.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': keys.person(aNote().customerId).pk },
      }),
    );

    expect(Items).toMatchObject([{ expiresAt: expiry(wednesday, 30) }]);
  });

  it('does not take the customer’s own item for an entry', async () => {
    const table = await aTable();
    const timeline = dynamoTimeline(table, days);
    await dynamoCustomers(table).create({ ...mei, customerId: aNote().customerId, firstSeenAt: wednesday });
    await timeline.append(aNote());

    expect((await timeline.page(aNote().customerId, { limit: 10 })).entries).toEqual([aNote()]);
    expect(await timeline.since(aNote().customerId, { occurredAt: '', entryId: '' }, 10)).toEqual([aNote()]);
  });

  it('costs one write unit for a message of everyday length', async () => {
    const item = {
      ...keys.entry(aMessageEntry()),
      ...keys.entryView(aMessageEntry()),
      ...aMessageEntry({ message: { text: '请问我的包裹什么时候能到？已经等了三天了。' } }),
    };

    expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(1024);
  });
});

describe('DynamoDB conversations', () => conversationsContract(async () => dynamoConversations(await aTable())));
describe('DynamoDB tickets', () => ticketsContract(async () => dynamoTickets(await aTable())));
describe('DynamoDB customers', () => customersContract(async () => dynamoCustomers(await aTable())));
describe('DynamoDB arrivals', () => arrivalsContract(async () => dynamoArrivals(await aTable())));

describe('DynamoDB ledger', () => {
  ledgerContract(async () => dynamoLedger(await aTable(), days));

  it('forgets what is settled in time, and never what a person has to look at', async () => {
    const table = await aTable();
    const ledger = dynamoLedger(table, days);
    for (const state of ['sent', 'unknown', 'failed'] as const) {
      await ledger.claim(aSend({ requestId: state }));
      await ledger.settle(aSend({ requestId: state, state }));
    }

    const expires = await Promise.all(
      ['sent', 'unknown', 'failed'].map(async (requestId) => {
        const { Items = [] } = await table.db.send(
          new QueryCommand({
            TableName: table.name,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': keys.send(requestId).pk },
          }),
        );
        return Items[0]?.expiresAt;
      }),
    );

    expect(expires).toEqual([expiry(wednesday, 30), undefined, undefined]);
  });
});

describe('DynamoDB chat windows', () => {
  socketsContract(async () => dynamoSockets(await aTable(), () => new Date()));

  it('are forgotten after the longest a connection lasts, before DynamoDB gets to it', async () => {
    const now = aClock();
    const sockets = dynamoSockets(await aTable(), now);
    await sockets.open({ session: 's-1', account: 'lumi', connectionId: 'c-1' });

    now.pass(2 * 3_600_000);
    expect(await sockets.of('lumi', 's-1')).toEqual(['c-1']);
    now.pass(3_600_000);
    expect([await sockets.of('lumi', 's-1'), await sockets.owner('c-1')]).toEqual([[], undefined]);
  });
});

describe('one table for all', () => {
  it('lets items of different kinds bear one id without meeting', async () => {
    const table = await aTable();
    const id = 'x-1';
    await dynamoTimeline(table, days).append(aNote({ customerId: id, entryId: id }));
    await dynamoCustomers(table).create({ ...mei, customerId: id, firstSeenAt: wednesday });
    await dynamoTickets(table).open(aTicket({ ticketId: id }));
    await dynamoLedger(table, days).claim(aSend({ requestId: id }));
    await dynamoArrivals(table).firstSeen(id, wednesday);

    expect(await dynamoTickets(table).get(id)).toMatchObject({ ticketId: id });
    expect(await dynamoCustomers(table).get(id)).toMatchObject({ customerId: id });
    expect(await dynamoLedger(table, days).get(id)).toMatchObject({ requestId: id });
  });

  it('says so, rather than guess, when an item is none that we wrote', async () => {
    const table = await aTable();
    await table.db.send(new PutCommand({ TableName: table.name, Item: { ...keys.ticket('t-1'), state: 'lost' } }));

    await expect(dynamoTickets(table).get('t-1')).rejects.toThrow();
  });
});

describe('S3 bodies', () => {
  bodiesContract(() => {
    const { bucketName } = sqs.createBucket(`bodies-${++made}`);
    return s3Bodies(bucketName, process.env);
  });

  it('says so when a body could not be stored', async () => {
    await expect(s3Bodies('no-such-bucket', process.env).put('bodies/m-1', 'x', 'text/plain')).rejects.toThrow(
      'S3 did not store bodies/m-1',
    );
  });
});

/** Queues of their own for a test, and what has arrived in each. */
function someQueues() {
  const run = ++made;
  const queue = (stage: string) =>
    `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/${sqs.createQueue(`${stage}-${run}`).queueName}`;
  const urls = {
    triage: queue('triage'),
    answer: queue('answer'),
    escalate: queue('escalate'),
    deliver: queue('deliver'),
  };
  const outbox = sqsOutbox(urls);
  const messages = (stage: string) => sqs.inspectQueue(`${stage}-${run}`)?.messages.ready ?? [];
  return {
    outbox,
    urls,
    messages,
    arrived: async (stage: string): Promise<unknown[]> => messages(stage).map(({ body }) => JSON.parse(body)),
  };
}

/** A door before the queues that notes each request's target and how many messages it carries. */
async function counted<Result>(work: () => Promise<Result>) {
  const requests: { target: string; entries: number; bytes: number }[] = [];
  const door = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { Entries = [] } = JSON.parse(body.toString()) as { Entries?: unknown[] };
    requests.push({ target: String(request.headers['x-amz-target']), entries: Entries.length, bytes: body.length });
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const passed = await fetch(`http://127.0.0.1:${sqs.port}/`, {
      method: 'POST',
      headers: { ...headers, connection: 'close' },
      body,
    });
    response
      .writeHead(passed.status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(Buffer.from(await passed.arrayBuffer()));
  });
  const before = process.env.AWS_ENDPOINT_URL_SQS;
  process.env.AWS_ENDPOINT_URL_SQS = await listening(door);
  try {
    return { result: await work(), requests };
  } finally {
    process.env.AWS_ENDPOINT_URL_SQS = before;
    door.close();
    door.closeAllConnections();
  }
}

describe('SQS outbox', () => {
  outboxContract(someQueues);

  const sendAll = (events: ReturnType<typeof aMessageReceived>[]) =>
    counted(async () => {
      const { outbox, messages } = someQueues();
      await Promise.all(events.map((event) => outbox.send('triage', event)));
      return messages('triage').length;
    });

  it('sends 25 events of one turn in three batches', async () => {
    const { result, requests } = await sendAll(
      Array.from({ length: 25 }, (_, each) => aMessageReceived({ providerId: `p-${each}` })),
    );

    expect(requests.map(({ entries }) => entries).toSorted()).toEqual([10, 10, 5].toSorted());
    expect(result).toBe(25);
  });

  it('cuts what is larger than a megabyte into batches that SQS takes whole', async () => {
    const text = '语'.repeat(100_000);
    const { result, requests } = await sendAll(
      Array.from({ length: 8 }, (_, each) => aMessageReceived({ providerId: `p-${each}`, text })),
    );

    expect(requests.length).toBe(3);
    expect(result).toBe(8);
  });

  it('sends to each queue apart, and what comes in the next turn in the next batch', async () => {
    const { requests } = await counted(async () => {
      const { outbox } = someQueues();
      await Promise.all([
        outbox.send('triage', aMessageReceived()),
        outbox.send('triage', aMessageReceived({ providerId: 'p-2' })),
      ]);
      await outbox.send('triage', aMessageReceived({ providerId: 'p-3' }));
    });

    expect(requests.map(({ entries }) => entries)).toEqual([2, 1]);
  });

  it('tells every sender when the queue is not there', async () => {
    const outbox = sqsOutbox({ triage: `http://127.0.0.1:${sqs.port}/000000000000/no-such-queue` });

    const told = await Promise.allSettled([
      outbox.send('triage', aMessageReceived()),
      outbox.send('triage', aMessageReceived({ providerId: 'p-2' })),
    ]);

    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('does not speak to a stage it was not wired to', async () => {
    await expect((async () => sqsOutbox({}).send('triage', aMessageReceived()))()).rejects.toThrow('no queue is wired');
  });
});

it('a record set aside lies among the dead letters as it was, with its reason', async () => {
  const { urls, messages } = someQueues();
  await setAsideIn(urls.triage)({ body: '{"poison":' } as never, `not JSON ${'x'.repeat(2000)}`);

  const [dead] = messages('triage');
  expect(dead?.body).toBe('{"poison":');
  expect(JSON.stringify(dead)).toContain('not JSON');
});

describe('settings and secrets', () => {
  /** A service of AWS's JSON protocol that answers as told. */
  async function aService(answers: { status: number; body: object }[]) {
    const asked: { target: string; input: unknown }[] = [];
    const server = createServer(async (request, response) => {
      const input: unknown = JSON.parse(Buffer.concat(await request.toArray()).toString());
      const { status, body } = answers[Math.min(asked.length, answers.length - 1)] ?? { status: 500, body: {} };
      asked.push({ target: String(request.headers['x-amz-target']), input });
      response.writeHead(status).end(JSON.stringify(body));
    });
    const url = await listening(server);
    const env = { ...process.env, AWS_ENDPOINT_URL_SSM: url, AWS_ENDPOINT_URL_SECRETS_MANAGER: url };
    return { env, asked, close: () => server.close() };
  }

  it('come from the parameter and the secret the stack names', async () => {
    const parameter = { status: 200, body: { Parameter: { Value: JSON.stringify(aConfig()) } } };
    const ssm = await aService([parameter]);
    const vault = await aService([{ status: 200, body: { SecretString: JSON.stringify(someSecrets) } }]);

    expect(await ssmSettings('/heartline', ssm.env, aClock())()).toEqual(aConfig());
    expect(await secretsManager('channels', vault.env, aClock())()).toEqual(someSecrets);
    expect(ssm.asked).toEqual([{ target: 'AmazonSSM.GetParameter', input: { Name: '/heartline' } }]);
    expect(vault.asked).toEqual([{ target: 'secretsmanager.GetSecretValue', input: { SecretId: 'channels' } }]);
    for (const each of [ssm, vault]) each.close();
  });

  it('fail closed: a weak key, a broken configuration, a refusal', async () => {
    const vault = await aService([{ status: 200, body: { SecretString: '{"key":""}' } }]);
    const ssm = await aService([{ status: 200, body: { Parameter: { Value: '{}' } } }]);
    const refusing = await aService([{ status: 400, body: { __type: 'AccessDeniedException' } }]);

    await expect(secretsManager('channels', vault.env, aClock())()).rejects.toThrow(
      'the channels secret is not usable: key',
    );
    await expect(ssmSettings('/heartline', ssm.env, aClock())()).rejects.toThrow(
      'parameter /heartline is not a valid brand configuration',
    );
    await expect(ssmSettings('/heartline', refusing.env, aClock())()).rejects.toThrow('AccessDeniedException');
    for (const each of [vault, ssm, refusing]) each.close();
  });
});
