import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type RunningStack, type StackOptions, startStack } from '../../../local/stack.ts';
import type { StackFile } from '../../../local/stack-description.ts';
import { synthesise } from '../../../local/synth.ts';

const here = import.meta.dirname;

/** The fixture app's cloud assembly, synthesised once for the same source. */
export async function fixtureAssembly(env: Record<string, string> = {}): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(env));
  for (const file of ['fixture-app.ts', 'fixture-handlers.ts']) hash.update(readFileSync(join(here, file)));
  const folder = join(tmpdir(), `local-runner-fixture-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  const draft = mkdtempSync(`${folder}-`);
  Object.assign(process.env, env);
  await synthesise({ app: join(here, 'fixture-app.ts'), root: join(here, '../../..'), outFolder: draft });
  for (const name of Object.keys(env)) delete process.env[name];
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another test file was faster
  }
  return folder;
}

export const startFixture = async (options: StackOptions = {}): Promise<RunningStack> =>
  startStack({ assembly: await fixtureAssembly(), port: 0, smtpPort: 0, ...options });

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** The fixture's queues and table, from outside of the stack's own process as well. */
export function outside(file: StackFile) {
  const at = (endpoint: string | undefined) => ({ region: 'us-east-1', credentials, endpoint: endpoint ?? '' });
  const sqs = new SQSClient(at(file.endpoints.sqs));
  const dynamodb = new DynamoDBClient(at(file.endpoints.dynamodb));
  const refOf = (path: string): string => Object.values(file.resources).find((one) => one.path === path)?.ref ?? '';
  return {
    refOf,
    send: (queue: string, body: object) =>
      sqs.send(
        new SendMessageCommand({ QueueUrl: refOf(`Fixture/${queue}/Resource`), MessageBody: JSON.stringify(body) }),
      ),
    async notes(pk: string): Promise<{ sk: string; text: string }[]> {
      const found: { sk: string; text: string }[] = [];
      let ExclusiveStartKey: Record<string, { S: string }> | undefined;
      do {
        const page = await dynamodb.send(
          new QueryCommand({
            TableName: refOf('Fixture/Table/Resource'),
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': { S: pk } },
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          }),
        );
        found.push(...(page.Items ?? []).map(({ sk, text }) => ({ sk: sk?.S ?? '', text: text?.S ?? '' })));
        ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
      } while (ExclusiveStartKey);
      return found;
    },
    async queue(name: string): Promise<{ ready: number; inFlight: number; deadLetters: number }> {
      const { queues } = (await (await fetch(`${file.url}/_stack`)).json()) as { queues: Record<string, never> };
      const id = Object.entries(file.resources).find(([, { path }]) => path === `Fixture/${name}/Resource`)?.[0] ?? '';
      return queues[id] ?? { ready: 0, inFlight: 0, deadLetters: 0 };
    },
  };
}
