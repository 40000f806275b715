import { workerData } from 'node:worker_threads';
import { buildApp } from 'fauxqs';
import { checkRights } from './emulator-rights.ts';
import { PersistenceManager, S3Store, SnsStore, SqsStore } from './fauxqs-parts.ts';
import { groupCommit, returnOrphans } from './group-commit.ts';
import { type Grants, guard } from './iam-guard.ts';
import { REGION } from './identity.ts';
import { messageMoves } from './message-moves.ts';
import { announceObjects, type ObjectRule } from './object-events.ts';
import { meterSqs } from './sqs-meter.ts';
import { tally } from './tally.ts';
import { answerCalls } from './thread-calls.ts';
import { UNMETERED } from './unmetered.ts';

export type QueueDepth = { name: string; ready: number; inFlight: number; delayed: number };

const { folder } = workerData as { folder: string };
const manager = new PersistenceManager(folder);
const orphans = returnOrphans(manager);
const [sqs, sns, s3] = [new SqsStore(), new SnsStore(), new S3Store()];
manager.load(sqs, sns, s3);
const group = groupCommit(manager);
sqs.persistence = group.persistence;
sns.persistence = group.persistence;
s3.persistence = group.persistence;
for (const queue of sqs.allQueues()) queue.persistence = group.persistence;

let rules: ObjectRule[] = [];
announceObjects(s3, sqs, () => rules);

const meter = tally();
const moves = messageMoves(sqs);
const app = buildApp({ logger: false, defaultRegion: REGION, stores: { sqsStore: sqs, snsStore: sns, s3Store: s3 } });

const rights = guard();
checkRights(app, rights);

const actionOf = (target: unknown): string => String(target ?? '').replace('AmazonSQS.', '');

const hasKey = (url: string): boolean => /^\/[^/?]+\/[^?]/.test(url);
const s3Operation = ({ method, url }: { method: string; url: string }): string => {
  if (hasKey(url))
    return { PUT: 'PutObject', GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }[method] ?? 'Multipart';
  return { GET: 'ListObjectsV2', POST: 'DeleteObjects' }[method] ?? `${method} bucket`;
};

/** fauxqs brings a message back into sight when somebody receives; a queue that is only asked about must know as well. */
const letTimePass = (): void => {
  for (const queue of sqs.allQueues()) queue.processTimers();
};

app.addHook('preHandler', async (request, reply) => {
  const action = actionOf(request.headers['x-amz-target']);
  if (action === 'GetQueueAttributes') letTimePass();
  const answer = action.includes('Move') ? moves.handle(action, request.body as Record<string, unknown>) : undefined;
  if (answer) return reply.header('content-type', 'application/x-amz-json-1.0').send(answer);
  return undefined;
});

app.addHook('preSerialization', async (request, _reply, payload) => {
  const target = request.headers['x-amz-target'];
  if (target && !request.headers[UNMETERED])
    meterSqs(meter, actionOf(target), (request.body ?? {}) as object, payload as object);
  return payload;
});

app.addHook('onSend', async (request, _reply, payload) => {
  const isS3 = request.url !== '/' && !request.url.startsWith('/_fauxqs') && !request.headers[UNMETERED];
  if (isS3)
    meter.add('s3', s3Operation(request), { requests: 1, bytes: Number(request.headers['content-length'] ?? 0) });
  await group.settled();
  return payload;
});

const depths = (): QueueDepth[] => {
  letTimePass();
  return sqs.listQueues().queues.map((queue) => ({
    name: queue.name,
    ready: Number(queue.getAttribute('ApproximateNumberOfMessages')),
    inFlight: Number(queue.getAttribute('ApproximateNumberOfMessagesNotVisible')),
    delayed: Number(queue.getAttribute('ApproximateNumberOfMessagesDelayed')),
  }));
};

answerCalls({
  listen: async () => ({ url: await app.listen({ host: '127.0.0.1', port: 0 }), orphans }),
  rules(wanted: ObjectRule[]) {
    rules = wanted;
  },
  grants: (grants: Grants) => rights.learn(grants),
  depths,
  meter: () => meter.totals(),
  resetMeter: () => meter.reset(),
  async stop() {
    sqs.shutdown();
    await app.close();
    group.close();
  },
});
