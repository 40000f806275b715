import { openTable } from '../shared/adapters/dynamo.ts';
import { dynamoArrivals } from '../shared/adapters/dynamo-arrivals.ts';
import { dynamoSockets } from '../shared/adapters/dynamo-sockets.ts';
import { dynamoTimeline } from '../shared/adapters/dynamo-timeline.ts';
import { s3Bodies } from '../shared/adapters/s3-bodies.ts';
import { secretsManager } from '../shared/adapters/secrets-manager.ts';
import { sqsOutbox } from '../shared/adapters/sqs-outbox.ts';
import { ssmSettings } from '../shared/adapters/ssm-settings.ts';
import { type Environment, required } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { SocketDeps } from './socket.ts';

export function wire(env: Environment): SocketDeps {
  const now = () => new Date();
  const table = openTable(required(env, 'TABLE_NAME'));
  const settings = ssmSettings(required(env, 'CONFIG_PARAMETER'), env, now);
  return {
    timeline: dynamoTimeline(table, async () => (await settings()).keepDays.timeline),
    arrivals: dynamoArrivals(table),
    sockets: dynamoSockets(table, now),
    bodies: s3Bodies(required(env, 'DATA_BUCKET'), env),
    outbox: sqsOutbox({ triage: required(env, 'TRIAGE_QUEUE_URL') }),
    settings,
    secrets: secretsManager(required(env, 'SECRETS_ID'), env, now),
    socketUrl: required(env, 'SOCKET_URL'),
    siteUrl: env.SITE_URL,
    observe: powertoolsObserve('chat'),
    now,
  };
}
