import { openTable } from '../shared/adapters/dynamo.ts';
import { dynamoConversations } from '../shared/adapters/dynamo-conversations.ts';
import { dynamoTickets } from '../shared/adapters/dynamo-tickets.ts';
import { dynamoTimeline } from '../shared/adapters/dynamo-timeline.ts';
import { perBatch, sqsOutbox } from '../shared/adapters/sqs-outbox.ts';
import { ssmSettings } from '../shared/adapters/ssm-settings.ts';
import { type Environment, required } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { EscalateDeps } from './escalate.ts';

export function wire(env: Environment): EscalateDeps {
  const now = () => new Date();
  const table = openTable(required(env, 'TABLE_NAME'));
  const settings = ssmSettings(required(env, 'CONFIG_PARAMETER'), env, now);
  return {
    timeline: dynamoTimeline(table, async () => (await settings()).keepDays.timeline),
    conversations: dynamoConversations(table),
    tickets: dynamoTickets(table),
    outbox: sqsOutbox({ deliver: required(env, 'DELIVER_QUEUE_URL') }, perBatch),
    settings,
    siteUrl: env.SITE_URL,
    observe: powertoolsObserve('escalate'),
    now,
  };
}
