import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { Command } from 'commander';
import { Failure } from './failure.ts';

/** A stage's queue and its dead letters, as SQS URLs. */
export type StageQueues = { stage: string; queue: string; deadLetters: string };

/** Where a stack's parts are, on this machine or in AWS. */
export type Connection = {
  where: 'this machine' | 'AWS';
  name: string;
  apiUrl: string;
  /** The signed API without API Gateway in between. */
  directUrl: string;
  siteUrl: string;
  socketUrl: string;
  tableName: string;
  dataBucket: string;
  configParameter: string;
  secretsId: string;
  stages: StageQueues[];
  /** Only on this machine. */
  smtpPort?: number;
  pid?: number;
};

export const stageNames = ['Mail', 'Triage', 'Answer', 'Escalate', 'Deliver'];

type Resource = { logicalId: string; ref: string };

/** Logical ids end in eight hexadecimal digits that the CDK adds. */
const find = (resources: Resource[], start: string) =>
  resources.find(({ logicalId }) => new RegExp(`^${start}[0-9A-F]{8}$`).test(logicalId))?.ref;

const stagesOf = (resources: Resource[]): StageQueues[] =>
  stageNames.flatMap((stage) => {
    const queue = find(resources, `${stage}Queue`);
    const deadLetters = find(resources, `${stage}DeadLetters`);
    return queue && deadLetters ? [{ stage, queue, deadLetters }] : [];
  });

function fromOutputs(outputs: Record<string, string>) {
  const get = (name: string) => {
    const value = outputs[name];
    if (!value) throw new Failure(`the stack has no output ${name}: is it deployed by this version of Heartline?`);
    return value;
  };
  return {
    apiUrl: get('ApiUrl'),
    directUrl: get('DirectUrl').replace(/\/$/, ''),
    siteUrl: get('SiteUrl'),
    socketUrl: get('SocketUrl'),
    tableName: get('TableName'),
    dataBucket: get('DataBucketName'),
    configParameter: get('ConfigParameter'),
    secretsId: get('SecretsId'),
  };
}

type StackFile = {
  url: string;
  pid: number;
  region: string;
  smtpPort: number | null;
  endpoints: Record<string, string>;
  resources: Record<string, { ref: string }>;
  outputs: Record<string, Record<string, string>>;
};

const endpointVariables: Record<string, string> = {
  dynamodb: 'AWS_ENDPOINT_URL_DYNAMODB',
  sqs: 'AWS_ENDPOINT_URL_SQS',
  s3: 'AWS_ENDPOINT_URL_S3',
  ssm: 'AWS_ENDPOINT_URL_SSM',
  secretsmanager: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
  sesv2: 'AWS_ENDPOINT_URL_SESV2',
};

/** The stack that runs on this machine, by the file it leaves in its data folder; points the SDK at it. */
export function localConnection(dataFolder: string, env: NodeJS.ProcessEnv = process.env): Connection {
  let file: StackFile;
  try {
    file = JSON.parse(readFileSync(join(dataFolder, 'stack.json'), 'utf8')) as StackFile;
  } catch {
    throw new Failure(`no stack runs on ${dataFolder}: start one with \`npm start\`, or name one in AWS with --stack`);
  }
  for (const [service, variable] of Object.entries(endpointVariables)) env[variable] = file.endpoints[service];
  Object.assign(env, { AWS_REGION: file.region, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
  const resources = Object.entries(file.resources).map(([logicalId, { ref }]) => ({ logicalId, ref }));
  return {
    where: 'this machine',
    name: dataFolder,
    ...fromOutputs(Object.assign({}, ...Object.values(file.outputs))),
    stages: stagesOf(resources),
    pid: file.pid,
    ...(file.smtpPort === null ? {} : { smtpPort: file.smtpPort }),
  };
}

/** A deployment in AWS by the name it was synthesised under (`Heartline` unless told); uses your credentials. */
export async function awsConnection(name: string): Promise<Connection> {
  const cloudFormation = new CloudFormationClient({});
  // Our own signed requests read the region from the environment; a profile's holds for them too.
  process.env.AWS_REGION ??= await cloudFormation.config.region();
  const outputs: Record<string, string> = {};
  const resources: Resource[] = [];
  for (const StackName of [`${name}Desk`, `${name}Pipeline`]) {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    for (const { OutputKey = '', OutputValue = '' } of Stacks[0]?.Outputs ?? []) outputs[OutputKey] = OutputValue;
    let NextToken: string | undefined;
    do {
      const page = await cloudFormation.send(new ListStackResourcesCommand({ StackName, NextToken }));
      for (const { LogicalResourceId = '', PhysicalResourceId = '' } of page.StackResourceSummaries ?? [])
        resources.push({ logicalId: LogicalResourceId, ref: PhysicalResourceId });
      NextToken = page.NextToken;
    } while (NextToken);
  }
  return { where: 'AWS', name, ...fromOutputs(outputs), stages: stagesOf(resources) };
}

/** The flags every command has that talks to a stack. */
export const withStack = (command: Command) =>
  command
    .option('--stack <name>', 'a deployment in AWS, by the name it was synthesised under')
    .option('--data <folder>', 'the data folder of the stack on this machine', '.heartline')
    .option('--json', 'print JSON');

export type StackFlags = { stack?: string; data: string; json?: true };

export const connect = ({ stack, data }: StackFlags): Promise<Connection> =>
  stack === undefined ? Promise.resolve(localConnection(data)) : awsConnection(stack);
