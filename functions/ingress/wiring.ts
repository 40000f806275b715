import { openTable } from '../shared/adapters/dynamo.ts';
import { dynamoArrivals } from '../shared/adapters/dynamo-arrivals.ts';
import { dynamoTimeline } from '../shared/adapters/dynamo-timeline.ts';
import { s3Bodies } from '../shared/adapters/s3-bodies.ts';
import { secretsManager } from '../shared/adapters/secrets-manager.ts';
import { sqsOutbox } from '../shared/adapters/sqs-outbox.ts';
import { ssmSettings } from '../shared/adapters/ssm-settings.ts';
import { type Environment, required } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { ReceiveDeps } from './receive.ts';

export function wire(env: Environment): ReceiveDeps {
  const now = () => new Date();
  const table = openTable(required(env, 'TABLE_NAME'));
  const settings = ssmSettings(required(env, 'CONFIG_PARAMETER'), env, now);
  return {
    timeline: dynamoTimeline(table, async () => (await settings()).keepDays.timeline),
    arrivals: dynamoArrivals(table),
    bodies: s3Bodies(required(env, 'DATA_BUCKET'), env),
    outbox: sqsOutbox({ triage: required(env, 'TRIAGE_QUEUE_URL') }),
    settings,
    secrets: secretsManager(required(env, 'SECRETS_ID'), env, now),
    observe: powertoolsObserve('ingress'),
    now,
  };
}
