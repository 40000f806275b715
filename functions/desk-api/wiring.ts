import { openTable } from '../shared/adapters/dynamo.ts';
import { dynamoConversations } from '../shared/adapters/dynamo-conversations.ts';
import { dynamoCustomers } from '../shared/adapters/dynamo-customers.ts';
import { dynamoLedger } from '../shared/adapters/dynamo-ledger.ts';
import { dynamoTickets } from '../shared/adapters/dynamo-tickets.ts';
import { dynamoTimeline } from '../shared/adapters/dynamo-timeline.ts';
import { sqsOutbox } from '../shared/adapters/sqs-outbox.ts';
import { ssmSettings } from '../shared/adapters/ssm-settings.ts';
import { type Environment, required } from '../shared/environment.ts';
import { type Observe, powertoolsObserve } from '../shared/observe.ts';
import type { DeskDeps } from './answer-desk.ts';

export function wire(env: Environment): DeskDeps & { observe: Observe } {
  const now = () => new Date();
  const table = openTable(required(env, 'TABLE_NAME'));
  const settings = ssmSettings(required(env, 'CONFIG_PARAMETER'), env, now);
  return {
    timeline: dynamoTimeline(table, async () => (await settings()).keepDays.timeline),
    customers: dynamoCustomers(table),
    conversations: dynamoConversations(table),
    tickets: dynamoTickets(table),
    ledger: dynamoLedger(table, async () => (await settings()).keepDays.ledger),
    outbox: sqsOutbox({ deliver: required(env, 'DELIVER_QUEUE_URL') }),
    observe: powertoolsObserve('desk-api'),
    now,
  };
}
