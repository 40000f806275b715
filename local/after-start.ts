import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrandConfig } from '../config/schema.ts';
import { awsJson } from '../functions/shared/adapters/aws-http.ts';
import { s3Bodies } from '../functions/shared/adapters/s3-bodies.ts';
import { knowledgePointer, publishKnowledge } from '../functions/shared/adapters/s3-knowledge.ts';
import type { RunningStack } from './stack.ts';

type Place = {
  env: Record<string, string | undefined>;
  url: string;
  ref(type: string, id: string): string | undefined;
};

const isSandbox = (address: string | undefined): boolean => address === undefined || address.includes('/_sandbox/');

/** The secret gets Slack's address, unless somebody has put in a real one. */
async function connectSlack({ env, url, ref }: Place): Promise<void> {
  const SecretId = ref('AWS::SecretsManager::Secret', 'ChannelsSecret');
  if (!SecretId) return;
  const { SecretString } = await awsJson('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId }, env);
  const held = JSON.parse(String(SecretString)) as { slack?: { webhookUrl?: string } };
  if (!isSandbox(held.slack?.webhookUrl)) return;
  const next = JSON.stringify({ ...held, slack: { webhookUrl: `${url}/_sandbox/slack` } });
  await awsJson('secretsmanager', 'secretsmanager.PutSecretValue', { SecretId, SecretString: next }, env);
}

/** Accounts without a callback get the sandbox's, so that replies to the signed API can be looked at. */
async function connectCallbacks({ env, url, ref }: Place): Promise<BrandConfig | undefined> {
  const Name = ref('AWS::SSM::Parameter', 'Config');
  if (!Name) return undefined;
  const { Parameter } = await awsJson('ssm', 'AmazonSSM.GetParameter', { Name }, env);
  const held = JSON.parse((Parameter as { Value: string }).Value) as BrandConfig;
  const accounts = Object.fromEntries(
    Object.entries(held.accounts).map(([name, account]) => [
      name,
      isSandbox(account.callbackUrl) ? { ...account, callbackUrl: `${url}/_sandbox/callback` } : account,
    ]),
  );
  const config: BrandConfig = { ...held, accounts };
  await awsJson('ssm', 'AmazonSSM.PutParameter', { Name, Value: JSON.stringify(config), Overwrite: true }, env);
  return config;
}

/** The demo brand gets its knowledge base, once; what an agent has imported since stays. */
async function fillKnowledge({ env, ref }: Place, brand: string): Promise<void> {
  const bucket = ref('AWS::S3::Bucket', 'DataBucket');
  if (!bucket || brand !== 'lumi') return;
  const bodies = s3Bodies(bucket, env);
  if (await bodies.get(knowledgePointer(brand))) return;
  const file = join(import.meta.dirname, '..', 'demo', 'knowledge', 'lumi.jsonl');
  await publishKnowledge(readFileSync(file, 'utf8'), bodies, brand);
}

/** What an ops engineer does after deploying, done for the demo: Slack, callbacks, a knowledge base. */
export async function afterStart({ url, demo, cloud, file }: RunningStack): Promise<void> {
  const { s3, ssm, secretsmanager } = file.endpoints;
  const place: Place = {
    url,
    env: {
      AWS_REGION: file.region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_S3: s3,
      AWS_ENDPOINT_URL_SSM: ssm,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsmanager,
    },
    ref: (type, id) => cloud.find((each) => each.type === type && each.id.startsWith(id))?.identity.ref,
  };
  await connectSlack(place);
  if (!demo) return;
  const config = await connectCallbacks(place);
  if (config) await fillKnowledge(place, config.brand);
}
