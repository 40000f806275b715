import type { Ask } from './iam-guard.ts';
import { ACCOUNT, REGION } from './identity.ts';

/** Which rights a request needs, service by service, as AWS's service authorization reference has it. */
type Input = Record<string, unknown>;

const arn = (service: string, resource: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
const isArn = (text: string): boolean => text.startsWith('arn:');
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const table = (name: string): string => (isArn(name) ? name : arn('dynamodb', `table/${name}`));

export function dynamodbAsks(operation: string, { TableName, IndexName, RequestItems }: Input): Ask[] {
  const action = `dynamodb:${operation}`;
  if (typeof RequestItems === 'object' && RequestItems !== null)
    return Object.keys(RequestItems).map((name) => ({ action, resource: table(name) }));
  if (typeof TableName !== 'string') return [{ action, resource: '*' }];
  const index = typeof IndexName === 'string' ? `/index/${IndexName}` : '';
  return [{ action, resource: table(TableName) + index }];
}

/** A batch needs the right of its single operation. */
export function sqsAsks(operation: string, { QueueUrl, QueueName, SourceArn }: Input): Ask[] {
  const action = `sqs:${operation.replace(/Batch$/, '')}`;
  const name = text(QueueUrl).split('/').at(-1) || text(QueueName);
  return [{ action, resource: text(SourceArn) || (name ? arn('sqs', name) : '*') }];
}

export function snsAsks({ Action, TopicArn, TargetArn }: Input): Ask[] {
  const resource = text(TopicArn) || text(TargetArn);
  return resource ? [{ action: `sns:${text(Action).replace(/Batch$/, '')}`, resource }] : [];
}

const bucketActions: Record<string, string> = {
  GET: 's3:ListBucket',
  HEAD: 's3:ListBucket',
  PUT: 's3:CreateBucket',
  DELETE: 's3:DeleteBucket',
};

function objectAction(method: string, query: URLSearchParams): string {
  const version = query.has('versionId') ? 'Version' : '';
  if (method === 'GET' && query.has('uploadId')) return 's3:ListMultipartUploadParts';
  if (method === 'DELETE' && query.has('uploadId')) return 's3:AbortMultipartUpload';
  if (method === 'GET' || method === 'HEAD') return `s3:GetObject${version}`;
  if (method === 'DELETE') return `s3:DeleteObject${version}`;
  return 's3:PutObject';
}

const unescapeXml = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** `/bucket/key?query` taken apart; the key as it is stored. */
function s3Place(url: string): { bucket: string; key: string; query: URLSearchParams } {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key), query: new URLSearchParams(query) };
}

type S3Request = { method: string; url: string; copySource?: string | undefined; body?: unknown };

export function s3Asks({ method, url, copySource, body }: S3Request): Ask[] {
  const { bucket, key, query } = s3Place(url);
  if (!bucket) return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  const place = `arn:aws:s3:::${bucket}`;
  if (key) {
    const asks = [{ action: objectAction(method, query), resource: `${place}/${key}` }];
    if (copySource === undefined) return asks;
    const source = decodeURIComponent(copySource.split('?')[0] ?? '').replace(/^\//, '');
    return [...asks, { action: 's3:GetObject', resource: `arn:aws:s3:::${source}` }];
  }
  if (method === 'POST' && query.has('delete')) {
    const keys = [...String(body).matchAll(/<Key>(.*?)<\/Key>/gs)].map(([, one = '']) => unescapeXml(one));
    return keys.map((one) => ({ action: 's3:DeleteObject', resource: `${place}/${one}` }));
  }
  if (query.has('lifecycle')) {
    return [{ action: `s3:${method === 'GET' ? 'Get' : 'Put'}LifecycleConfiguration`, resource: place }];
  }
  return [{ action: bucketActions[method] ?? 's3:PutObject', resource: place }];
}

/** Who may not list a bucket is not told either that an object is missing: S3 answers 403 in place of 404. */
export const missingObjectAsks = (url: string): Ask[] => {
  const { bucket, key } = s3Place(url);
  return key ? [{ action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` }] : [];
};

const parameter = (name: string): string =>
  isArn(name) ? name : arn('ssm', `parameter/${name.replace(/^\//, '').replace(/:\d+$/, '')}`);

export function ssmAsks(operation: string, { Name, Names, Path }: Input): Ask[] {
  const names = Array.isArray(Names) ? Names.map(text) : [text(Name) || text(Path)];
  return names.map((name) => ({ action: `ssm:${operation}`, resource: name ? parameter(name) : '*' }));
}

/** `arnOf` finds the ARN behind a name; one that it does not know is asked for as it stands. */
export function secretAsks(operation: string, { SecretId }: Input, arnOf: (id: string) => string | undefined): Ask[] {
  const id = text(SecretId);
  const resource = id === '' ? '*' : (arnOf(id) ?? (isArn(id) ? id : arn('secretsmanager', `secret:${id}`)));
  return [{ action: `secretsmanager:${operation}`, resource }];
}

/** SES takes a sender by its domain or by its own address: the right on either is enough. */
export function sesAsks(from: string): Ask[] {
  const address = /<([^>]*)>\s*$/.exec(from)?.[1] ?? from.trim();
  const identity = (name: string): string => arn('ses', `identity/${name}`);
  const domain = identity(address.split('@').at(-1) ?? '');
  return [{ action: 'ses:SendEmail', resource: domain, orResource: identity(address) }];
}

type Connection = { apiId: string; stage: string; method: string; connectionId: string };

export const connectionAsks = ({ apiId, stage, method, connectionId }: Connection): Ask[] => [
  {
    action: 'execute-api:ManageConnections',
    resource: arn('execute-api', `${apiId}/${stage}/${method}/@connections/${connectionId}`),
  },
];

export const invokeAsks = (functionArn: string): Ask[] => [{ action: 'lambda:InvokeFunction', resource: functionArn }];
