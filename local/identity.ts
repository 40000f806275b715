import { createHash } from 'node:crypto';

export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

/** What `Ref` and `Fn::GetAtt` say about a resource once it exists. */
export type Identity = { ref: string; attributes: Record<string, string> };

/** What an identity is made of: the resource's place in the template and its resolved name, when it has one. */
export type Naming = {
  stack: string;
  id: string;
  type: string;
  named(property: string): string | undefined;
  sqsUrl: string;
};

const shortId = (...parts: string[]): string =>
  `l${BigInt(`0x${createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 20)}`)
    .toString(36)
    .slice(0, 9)}`;

/** The access key that a function signs with: its logical id, and a mark for the same one in another stack. */
export const accessKeyOf = ({ stack, id }: { stack: string; id: string }): string =>
  `${id}${createHash('sha256').update(`${stack}/${id}`).digest('hex').slice(0, 6)}`;

const arn = (service: string, resource: string, region = REGION, account = ACCOUNT): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/** Long names are cut in the middle, so that the logical id's hash at the end still tells two apart. */
const cut = (name: string, length: number): string =>
  name.length <= length ? name : `${name.slice(0, length - 13)}-${name.slice(-12)}`;

type Maker = (naming: Naming) => Identity;
const physical = ({ stack, id, named }: Naming, property: string, length: number): string =>
  named(property) ?? cut(`${stack}-${id}`, length);

const queue: Maker = (naming) => {
  const fifo = naming.named('FifoQueue') === 'true' && !naming.named('QueueName') ? '.fifo' : '';
  const name = `${physical(naming, 'QueueName', 80 - fifo.length)}${fifo}`;
  const url = `${naming.sqsUrl}/${ACCOUNT}/${name}`;
  return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
};

const bucket: Maker = (naming) => {
  const name = naming.named('BucketName') ?? cut(`${naming.stack}-${naming.id}`.toLowerCase().replaceAll('_', '-'), 63);
  const domain = `${name}.s3.amazonaws.com`;
  const regional = `${name}.s3.${REGION}.amazonaws.com`;
  return {
    ref: name,
    attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: domain, RegionalDomainName: regional },
  };
};

const table: Maker = (naming) => {
  const name = physical(naming, 'TableName', 255);
  const tableArn = arn('dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/local` } };
};

const lambda: Maker = (naming) => {
  const name = physical(naming, 'FunctionName', 64);
  return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
};

const functionUrl: Maker = ({ stack, id }) => {
  const urlId = shortId(stack, id);
  return { ref: urlId, attributes: { UrlId: urlId, FunctionUrl: `https://${urlId}.lambda-url.${REGION}.on.aws/` } };
};

const api: Maker = ({ stack, id, named }) => {
  const apiId = shortId(stack, id);
  const scheme = named('ProtocolType') === 'WEBSOCKET' ? 'wss' : 'https';
  return {
    ref: apiId,
    attributes: { ApiId: apiId, ApiEndpoint: `${scheme}://${apiId}.execute-api.${REGION}.amazonaws.com` },
  };
};

const distribution: Maker = ({ stack, id }) => {
  const short = shortId(stack, id);
  return { ref: short.toUpperCase(), attributes: { Id: short.toUpperCase(), DomainName: `${short}.cloudfront.net` } };
};

const userPool: Maker = ({ stack, id }) => {
  const pool = `${REGION}_${shortId(stack, id)}`;
  const provider = `cognito-idp.${REGION}.amazonaws.com/${pool}`;
  return {
    ref: pool,
    attributes: {
      Arn: arn('cognito-idp', `userpool/${pool}`),
      UserPoolId: pool,
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
    },
  };
};

const userPoolClient: Maker = ({ stack, id }) => {
  const client = createHash('sha256').update(`${stack}/${id}`).digest('hex').slice(0, 26);
  return { ref: client, attributes: { ClientId: client, Name: id, ClientSecret: `local-${client}` } };
};

const secret: Maker = (naming) => {
  const name = physical(naming, 'Name', 512);
  const secretArn = arn('secretsmanager', `secret:${name}-${shortId(naming.stack, naming.id).slice(1, 7)}`);
  return { ref: secretArn, attributes: { Id: secretArn } };
};

const parameter: Maker = (naming) => {
  const name = naming.named('Name') ?? `${naming.stack}-${naming.id}`;
  return { ref: name, attributes: { Type: naming.named('Type') ?? 'String', Value: naming.named('Value') ?? '' } };
};

const topic: Maker = (naming) => {
  const name = physical(naming, 'TopicName', 256);
  return { ref: arn('sns', name), attributes: { TopicArn: arn('sns', name), TopicName: name } };
};

const role: Maker = (naming) => {
  const name = physical(naming, 'RoleName', 64);
  return {
    ref: name,
    attributes: { Arn: arn('iam', `role/${name}`, ''), RoleId: `AROA${shortId(name).toUpperCase()}` },
  };
};

const managedPolicy: Maker = (naming) => {
  const policyArn = arn('iam', `policy/${physical(naming, 'ManagedPolicyName', 128)}`, '');
  return { ref: policyArn, attributes: { PolicyArn: policyArn } };
};

const makers: Record<string, Maker> = {
  'AWS::SQS::Queue': queue,
  'AWS::S3::Bucket': bucket,
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': lambda,
  'AWS::Lambda::Url': functionUrl,
  'AWS::ApiGatewayV2::Api': api,
  'AWS::CloudFront::Distribution': distribution,
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': userPoolClient,
  'AWS::Cognito::UserPoolDomain': (naming) => ({
    ref: naming.named('Domain') ?? naming.id.toLowerCase(),
    attributes: {},
  }),
  'AWS::SecretsManager::Secret': secret,
  'AWS::SSM::Parameter': parameter,
  'AWS::SNS::Topic': topic,
  'AWS::IAM::Role': role,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'Custom::CDKBucketDeployment': (naming) => ({
    ref: naming.id,
    attributes: { DestinationBucketArn: `arn:aws:s3:::${naming.named('DestinationBucketName')}` },
  }),
};

/** The identity of a resource the runner runs; `undefined` for types it only accepts. */
export const identityOf = (naming: Naming): Identity | undefined => makers[naming.type]?.(naming);

/** Resources that are accepted and not run still have names that others may mention. */
export function placeholder({ stack, id, type }: Naming): Identity {
  const name = `${stack}-${id}`;
  const service = type.split('::')[1]?.toLowerCase() ?? 'local';
  return { ref: name, attributes: { Arn: arn(service, name) } };
}
