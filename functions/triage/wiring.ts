import { loadAnalyze } from '../../models/analyse.ts';
import { openTable } from '../shared/adapters/dynamo.ts';
import { dynamoConversations } from '../shared/adapters/dynamo-conversations.ts';
import { dynamoCustomers } from '../shared/adapters/dynamo-customers.ts';
import { dynamoTimeline } from '../shared/adapters/dynamo-timeline.ts';
import { perBatch, sqsOutbox } from '../shared/adapters/sqs-outbox.ts';
import { ssmSettings } from '../shared/adapters/ssm-settings.ts';
import { type Environment, required } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { TriageDeps } from './triage.ts';

export function wire(env: Environment): TriageDeps {
  const now = () => new Date();
  const table = openTable(required(env, 'TABLE_NAME'));
  const settings = ssmSettings(required(env, 'CONFIG_PARAMETER'), env, now);
  return {
    analyze: loadAnalyze(env.MODELS_FOLDER),
    timeline: dynamoTimeline(table, async () => (await settings()).keepDays.timeline),
    customers: dynamoCustomers(table),
    conversations: dynamoConversations(table),
    outbox: sqsOutbox(
      { answer: required(env, 'ANSWER_QUEUE_URL'), escalate: required(env, 'ESCALATE_QUEUE_URL') },
      perBatch,
    ),
    settings,
    observe: powertoolsObserve('triage'),
    now,
  };
}
