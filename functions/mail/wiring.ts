import { openTable } from '../shared/adapters/dynamo.ts';
import { dynamoArrivals } from '../shared/adapters/dynamo-arrivals.ts';
import { dynamoTimeline } from '../shared/adapters/dynamo-timeline.ts';
import { s3Bodies } from '../shared/adapters/s3-bodies.ts';
import { sqsOutbox } from '../shared/adapters/sqs-outbox.ts';
import { ssmSettings } from '../shared/adapters/ssm-settings.ts';
import { parseMail } from '../shared/channels/email/parse.ts';
import { type Environment, required } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { MailDeps } from './take-mail.ts';

export function wire(env: Environment): MailDeps {
  const now = () => new Date();
  const table = openTable(required(env, 'TABLE_NAME'));
  const settings = ssmSettings(required(env, 'CONFIG_PARAMETER'), env, now);
  return {
    timeline: dynamoTimeline(table, async () => (await settings()).keepDays.timeline),
    arrivals: dynamoArrivals(table),
    bodies: s3Bodies(required(env, 'DATA_BUCKET'), env),
    outbox: sqsOutbox({ triage: required(env, 'TRIAGE_QUEUE_URL') }),
    parseMail,
    settings,
    observe: powertoolsObserve('mail'),
    now,
  };
}
