import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { openTable } from '../functions/shared/adapters/dynamo.ts';
import { dynamoCustomers } from '../functions/shared/adapters/dynamo-customers.ts';
import { dynamoLedger } from '../functions/shared/adapters/dynamo-ledger.ts';
import { dynamoTickets } from '../functions/shared/adapters/dynamo-tickets.ts';
import { dynamoTimeline } from '../functions/shared/adapters/dynamo-timeline.ts';
import { s3Bodies } from '../functions/shared/adapters/s3-bodies.ts';
import { secretsManager } from '../functions/shared/adapters/secrets-manager.ts';
import { ssmSettings } from '../functions/shared/adapters/ssm-settings.ts';
import type { Connection } from './connection.ts';

/** The stores of a stack, read with the rights of whoever runs the command. */
export async function openStores({ tableName, dataBucket, configParameter, secretsId, where }: Connection) {
  const env = where === 'AWS' ? await signedInAs() : process.env;
  const now = () => new Date();
  const table = openTable(tableName);
  const settings = ssmSettings(configParameter, env, now);
  return {
    timeline: dynamoTimeline(table, async () => (await settings()).keepDays.timeline),
    tickets: dynamoTickets(table),
    customers: dynamoCustomers(table),
    ledger: dynamoLedger(table, async () => (await settings()).keepDays.ledger),
    bodies: s3Bodies(dataBucket, env),
    secrets: secretsManager(secretsId, env, now),
    settings,
    env,
  };
}
export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Our own signed requests read credentials from the environment, as in Lambda; a person's may come from a profile. */
async function signedInAs(): Promise<Record<string, string | undefined>> {
  const { accessKeyId, secretAccessKey, sessionToken } = await fromNodeProviderChain()();
  return {
    ...process.env,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}
