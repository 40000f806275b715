import { describe, expect, it } from 'vitest';
import { dynamodbAsks, s3Asks, sesAsks, sqsAsks, ssmAsks } from '../../../local/iam-asks.ts';

const here = (service: string, rest: string) => `arn:aws:${service}:us-east-1:000000000000:${rest}`;

describe('what a request needs', () => {
  it('is the right on the index, where one is asked', () => {
    expect(dynamodbAsks('Query', { TableName: 'T', IndexName: 'byView' })).toEqual([
      { action: 'dynamodb:Query', resource: here('dynamodb', 'table/T/index/byView') },
    ]);
  });

  it('is the right on each table of a batch', () => {
    expect(dynamodbAsks('BatchGetItem', { RequestItems: { A: {}, B: {} } })).toEqual([
      { action: 'dynamodb:BatchGetItem', resource: here('dynamodb', 'table/A') },
      { action: 'dynamodb:BatchGetItem', resource: here('dynamodb', 'table/B') },
    ]);
  });

  it('is, for a batch of messages, the right to send one', () => {
    expect(sqsAsks('SendMessageBatch', { QueueUrl: 'http://127.0.0.1:1/000000000000/triage' })).toEqual([
      { action: 'sqs:SendMessage', resource: here('sqs', 'triage') },
    ]);
  });

  it.each([
    ['GET', '/b/k%20%2B/x', ['s3:GetObject b/k +/x']],
    ['HEAD', '/b/k?versionId=1', ['s3:GetObjectVersion b/k']],
    ['PUT', '/b/k?partNumber=1&uploadId=2', ['s3:PutObject b/k']],
    ['POST', '/b/k?uploads', ['s3:PutObject b/k']],
    ['DELETE', '/b/k', ['s3:DeleteObject b/k']],
    ['GET', '/b/?list-type=2&prefix=mail%2F', ['s3:ListBucket b']],
    ['POST', '/b?delete', ['s3:DeleteObject b/one', 's3:DeleteObject b/a&b']],
  ])('%s %s is %j', (method, url, needed) => {
    const body = '<Delete><Object><Key>one</Key></Object><Object><Key>a&amp;b</Key></Object></Delete>';

    expect(s3Asks({ method, url, body }).map((ask) => `${ask.action} ${ask.resource.slice(13)}`)).toEqual(needed);
  });

  it('is, for a copy, the right to read the source as well', () => {
    expect(s3Asks({ method: 'PUT', url: '/b/k', copySource: '/other/from%20here' })).toEqual([
      { action: 's3:PutObject', resource: 'arn:aws:s3:::b/k' },
      { action: 's3:GetObject', resource: 'arn:aws:s3:::other/from here' },
    ]);
  });

  it('is, for mail, the right on the sender’s domain or address', () => {
    expect(sesAsks('Help <help@example.com>')).toEqual([
      {
        action: 'ses:SendEmail',
        resource: here('ses', 'identity/example.com'),
        orResource: here('ses', 'identity/help@example.com'),
      },
    ]);
  });

  it('names a parameter with one slash, whether its name begins with one or not', () => {
    const asked = ssmAsks('GetParameters', { Names: ['/a/b', 'c'] }).map(({ resource }) => resource);

    expect(asked).toEqual([here('ssm', 'parameter/a/b'), here('ssm', 'parameter/c')]);
  });
});
