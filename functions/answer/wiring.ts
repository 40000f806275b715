import { openTable } from '../shared/adapters/dynamo.ts';
import { dynamoConversations } from '../shared/adapters/dynamo-conversations.ts';
import { s3Bodies } from '../shared/adapters/s3-bodies.ts';
import { s3Knowledge } from '../shared/adapters/s3-knowledge.ts';
import { perBatch, sqsOutbox } from '../shared/adapters/sqs-outbox.ts';
import { ssmSettings } from '../shared/adapters/ssm-settings.ts';
import { type Environment, required } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { AnswerDeps } from './answer.ts';

export function wire(env: Environment): AnswerDeps {
  const now = () => new Date();
  const settings = ssmSettings(required(env, 'CONFIG_PARAMETER'), env, now);
  const bodies = s3Bodies(required(env, 'DATA_BUCKET'), env);
  return {
    knowledge: s3Knowledge(bodies, async () => (await settings()).brand, now),
    conversations: dynamoConversations(openTable(required(env, 'TABLE_NAME'))),
    outbox: sqsOutbox(
      { escalate: required(env, 'ESCALATE_QUEUE_URL'), deliver: required(env, 'DELIVER_QUEUE_URL') },
      perBatch,
    ),
    settings,
    observe: powertoolsObserve('answer'),
    now,
  };
}
