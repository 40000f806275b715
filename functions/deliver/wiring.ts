import { randomUUID } from 'node:crypto';
import { callbackSender } from '../shared/adapters/callback-sender.ts';
import { chatSender } from '../shared/adapters/chat-sender.ts';
import { openTable } from '../shared/adapters/dynamo.ts';
import { dynamoConversations } from '../shared/adapters/dynamo-conversations.ts';
import { dynamoLedger } from '../shared/adapters/dynamo-ledger.ts';
import { dynamoSockets } from '../shared/adapters/dynamo-sockets.ts';
import { dynamoTimeline } from '../shared/adapters/dynamo-timeline.ts';
import { secretsManager } from '../shared/adapters/secrets-manager.ts';
import { sesSender } from '../shared/adapters/ses-sender.ts';
import { slackSender } from '../shared/adapters/slack-sender.ts';
import { ssmSettings } from '../shared/adapters/ssm-settings.ts';
import { type Environment, required } from '../shared/environment.ts';
import { powertoolsObserve } from '../shared/observe.ts';
import type { DeliverDeps } from './deliver.ts';

export function wire(env: Environment): DeliverDeps {
  const now = () => new Date();
  const table = openTable(required(env, 'TABLE_NAME'));
  const settings = ssmSettings(required(env, 'CONFIG_PARAMETER'), env, now);
  const secrets = secretsManager(required(env, 'SECRETS_ID'), env, now);
  const mail = sesSender(settings, env);
  return {
    ledger: dynamoLedger(table, async () => (await settings()).keepDays.ledger),
    timeline: dynamoTimeline(table, async () => (await settings()).keepDays.timeline),
    conversations: dynamoConversations(table),
    replies: {
      callback: callbackSender(settings, secrets, now),
      'web-chat': chatSender(required(env, 'CHAT_CALLBACK_URL'), dynamoSockets(table, now)),
      email: mail.reply,
    },
    notices: { slack: slackSender(secrets), email: mail.notice },
    claim: randomUUID,
    observe: powertoolsObserve('deliver'),
    now,
  };
}
