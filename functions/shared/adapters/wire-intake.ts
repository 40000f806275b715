import { type Environment, required } from '../environment.ts';
import type { IntakeDeps } from '../intake.ts';
import type { Clock } from '../ports/clock.ts';
import type { Settings } from '../ports/settings.ts';
import { openTable, type Table } from './dynamo.ts';
import { dynamoArrivals } from './dynamo-arrivals.ts';
import { dynamoTimeline } from './dynamo-timeline.ts';
import { s3Bodies } from './s3-bodies.ts';
import { sqsOutbox } from './sqs-outbox.ts';
import { ssmSettings } from './ssm-settings.ts';

/** What every door stands on: where messages are looked for, cut, kept and handed to triage. */
export function wireIntake(env: Environment, now: Clock): IntakeDeps & { table: Table; settings: Settings } {
  const table = openTable(required(env, 'TABLE_NAME'));
  const settings = ssmSettings(required(env, 'CONFIG_PARAMETER'), env, now);
  return {
    table,
    settings,
    timeline: dynamoTimeline(table, async () => (await settings()).keepDays.timeline),
    arrivals: dynamoArrivals(table),
    bodies: s3Bodies(required(env, 'DATA_BUCKET'), env),
    outbox: sqsOutbox({ triage: required(env, 'TRIAGE_QUEUE_URL') }),
    now,
  };
}
