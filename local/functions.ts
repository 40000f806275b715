import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Cloud, Resource } from './cloud.ts';
import type { Grants } from './iam-guard.ts';
import { accessKeyOf, REGION } from './identity.ts';
import type { FunctionSpec } from './lambda-slot.ts';
import { Problem } from './problem.ts';
import { progress } from './progress.ts';

const functionProperties = z.object({
  Runtime: z.string().default(''),
  Handler: z.string().default('index.handler'),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Code: z.object({ S3Key: z.string().optional(), ZipFile: z.string().optional() }),
});

/** Functions that CDK brings along to help CloudFormation: deploying assets, emptying buckets, setting retention. */
const ofCdkItself =
  /CustomResourceProvider|Custom::|LogRetention|BucketNotificationsHandler|AWS679f53fac|framework-on|AutoDeleteObjects/;

export const isOurs = ({ id, path }: Resource): boolean => !ofCdkItself.test(path) && !ofCdkItself.test(id);

/** What Lambda sets in every environment, and the addresses of the local services. */
export const lambdaEnvironment = (endpoints: Record<string, string>): Record<string, string> => ({
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_MAX_ATTEMPTS: '3',
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  PATH: process.env.PATH ?? '',
  ...Object.fromEntries(
    Object.entries(endpoints).map(([service, url]) => [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, url]),
  ),
});

type Options = { folder: string; environment: Record<string, string>; grants: Grants };

/** A function of the template, or nothing when this machine does not run it. */
export function functionSpec(
  cloud: Cloud,
  resource: Resource,
  { folder, environment, grants }: Options,
): FunctionSpec | undefined {
  const { Runtime, Handler, Timeout, MemorySize, Environment, Code } = functionProperties.parse(
    cloud.properties(resource),
  );
  if (!isOurs(resource)) return undefined;
  if (!Runtime.startsWith('nodejs')) {
    progress(`warning: ${resource.path}: runtime ${Runtime || 'of a container image'} is not run locally`);
    return undefined;
  }
  const name = resource.identity.ref;
  const key = accessKeyOf(resource);
  const code = Code.S3Key ? cloud.asset(resource.stack, Code.S3Key) : inlineCode(join(folder, name), Code.ZipFile);
  if (!code) throw new Problem(`${resource.path}: the code asset ${Code.S3Key} is not in the synthesised app`);
  return {
    id: resource.id,
    name,
    arn: resource.identity.attributes.Arn ?? name,
    code,
    handler: Handler,
    timeoutMs: Timeout * 1000,
    memoryMb: MemorySize,
    env: {
      ...environment,
      ...atTaskRoot(Environment?.Variables ?? {}, code),
      ...(key in grants && { AWS_ACCESS_KEY_ID: key }),
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      LAMBDA_TASK_ROOT: code,
      _HANDLER: Handler,
    },
  };
}

/** In Lambda the code lies in `/var/task`; variables that point into it are turned to where it lies here. */
const atTaskRoot = (variables: Record<string, string>, code: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.replace(/^\/var\/task(?=\/|$)/, code)]),
  );

function inlineCode(folder: string, source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  writeFileSync(join(folder, 'index.js'), source);
  return folder;
}
