import { AwsClient } from 'aws4fetch';
import type { Environment } from '../environment.ts';

// S3, SSM, Secrets Manager and SES are each asked one or two questions; their SDK clients would add 400 KB to functions
// that start cold. A signed fetch asks the same questions. It finds its endpoints where the SDK does: AWS_ENDPOINT_URL_*.

const services = {
  s3: { variable: 'AWS_ENDPOINT_URL_S3', host: 's3', signedAs: 's3' },
  ssm: { variable: 'AWS_ENDPOINT_URL_SSM', host: 'ssm', signedAs: 'ssm' },
  secretsmanager: { variable: 'AWS_ENDPOINT_URL_SECRETS_MANAGER', host: 'secretsmanager', signedAs: 'secretsmanager' },
  ses: { variable: 'AWS_ENDPOINT_URL_SESV2', host: 'email', signedAs: 'ses' },
} as const;
type AwsService = keyof typeof services;

/**
 * A fetch signed for one service; the path is relative to the service's endpoint. Throttling and 5xx are tried again
 * `retries` times: 0 where a lost answer must not repeat the question.
 */
export function awsHttp(service: AwsService, env: Environment, { retries = 3 } = {}) {
  const { variable, host, signedAs } = services[service];
  const region = env.AWS_REGION ?? 'us-east-1';
  const base = env[variable] ?? `https://${host}.${region}.${env.AWS_URL_SUFFIX ?? 'amazonaws.com'}`;
  return (path: string, init: RequestInit) => {
    // Read at each call: Lambda renews a function's credentials while it lives.
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = env;
    const client = new AwsClient({
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
      service: signedAs,
      region,
      retries,
    });
    return client.fetch(`${base.replace(/\/$/, '')}${path}`, init);
  };
}

/** One call of a service that speaks AWS's JSON 1.1 protocol; a refusal is an error that names it. */
export async function awsJson(service: 'ssm' | 'secretsmanager', target: string, input: object, env: Environment) {
  const ask = awsHttp(service, env);
  const response = await ask('/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body: JSON.stringify(input),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${target} answered ${response.status}: ${body.slice(0, 200)}`);
  return JSON.parse(body) as Record<string, unknown>;
}
