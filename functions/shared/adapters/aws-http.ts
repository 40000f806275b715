import { AwsClient } from 'aws4fetch';

// S3, SSM and Secrets Manager are each asked one or two questions; their SDK clients would add 350 KB to functions that
// start cold. A signed fetch asks the same questions. It finds its endpoints where the SDK does: AWS_ENDPOINT_URL_*.

export type AwsService = 's3' | 'ssm' | 'secretsmanager';

const endpointVariable: Record<AwsService, string> = {
  s3: 'AWS_ENDPOINT_URL_S3',
  ssm: 'AWS_ENDPOINT_URL_SSM',
  secretsmanager: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
};

/** What a function's environment says about the AWS it runs in. */
export type AwsEnvironment = Record<string, string | undefined>;

/** A fetch signed for one service; the path is relative to the service's endpoint. Retries 5xx and throttling. */
export function awsHttp(service: AwsService, env: AwsEnvironment) {
  const region = env.AWS_REGION ?? 'us-east-1';
  const base =
    env[endpointVariable[service]] ??
    env.AWS_ENDPOINT_URL ??
    `https://${service}.${region}.${env.AWS_URL_SUFFIX ?? 'amazonaws.com'}`;
  return (path: string, init: RequestInit) => {
    // Read at each call: Lambda renews a function's credentials while it lives.
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = env;
    const client = new AwsClient({
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
      service,
      region,
      retries: 3,
    });
    return client.fetch(`${base.replace(/\/$/, '')}${path}`, init);
  };
}

/** One call of a service that speaks AWS's JSON 1.1 protocol; a refusal is an error that names it. */
export async function awsJson(service: 'ssm' | 'secretsmanager', target: string, input: object, env: AwsEnvironment) {
  const response = await awsHttp(service, env)('/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body: JSON.stringify(input),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${target} answered ${response.status}: ${body.slice(0, 200)}`);
  return JSON.parse(body) as Record<string, unknown>;
}
