import { describe, expect, it } from 'vitest';
import { policyOf, resourceMatcher, type Statement } from '../../../local/iam-policy.ts';

const allow = (actions: string[], resources: string[]): Statement => ({
  effect: 'Allow',
  actions,
  actionsAreExcept: false,
  resources,
  resourcesAreExcept: false,
});
const deny = (actions: string[], resources: string[]): Statement => ({ ...allow(actions, resources), effect: 'Deny' });

const queue = 'arn:aws:sqs:us-east-1:000000000000:triage';
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/Store';

describe('a policy', () => {
  it('refuses what no statement mentions, and everything when it has none', () => {
    expect(policyOf([])('sqs:SendMessage', queue)).toBe('not-mentioned');
    expect(policyOf([allow(['sqs:SendMessage'], [queue])])('sqs:ReceiveMessage', queue)).toBe('not-mentioned');
    expect(policyOf([allow(['sqs:SendMessage'], [queue])])('sqs:SendMessage', `${queue}2`)).toBe('not-mentioned');
  });

  it('allows each of several actions on each of several resources', () => {
    const policy = policyOf([allow(['dynamodb:GetItem', 'dynamodb:Query'], [table, `${table}/index/byView`])]);

    expect(policy('dynamodb:GetItem', table)).toBe('allowed');
    expect(policy('dynamodb:Query', `${table}/index/byView`)).toBe('allowed');
    expect(policy('dynamodb:Query', `${table}/index/other`)).toBe('not-mentioned');
    expect(policy('dynamodb:PutItem', table)).toBe('not-mentioned');
  });

  it('lets a Deny win over any Allow, before or after it', () => {
    const [yes, no] = [allow(['*'], ['*']), deny(['dynamodb:Put*'], [table])];

    expect(policyOf([yes, no])('dynamodb:PutItem', table)).toBe('denied');
    expect(policyOf([no, yes])('dynamodb:PutItem', table)).toBe('denied');
    expect(policyOf([no, yes])('dynamodb:PutItem', `${table}2`)).toBe('allowed');
    expect(policyOf([no])('dynamodb:GetItem', table)).toBe('not-mentioned');
  });

  it('reads actions without regard to case, and wildcards anywhere in them', () => {
    const policy = policyOf([allow(['DynamoDB:*item', 's3:Get?bject'], ['*'])]);

    expect(policy('dynamodb:PutItem', table)).toBe('allowed');
    expect(policy('s3:GetObject', 'arn:aws:s3:::b/k')).toBe('allowed');
    expect(policy('s3:GetObjects', 'arn:aws:s3:::b/k')).toBe('not-mentioned');
    expect(policy('dynamodb:Query', table)).toBe('not-mentioned');
  });

  it('takes the rest where a statement names what is left out', () => {
    const allBut = { ...allow(['sqs:DeleteQueue'], [queue]), actionsAreExcept: true };
    const elsewhere = { ...deny(['sqs:*'], [queue]), resourcesAreExcept: true };

    expect(policyOf([allBut])('sqs:SendMessage', queue)).toBe('allowed');
    expect(policyOf([allBut])('sqs:DeleteQueue', queue)).toBe('not-mentioned');
    expect(policyOf([allBut, elsewhere])('sqs:SendMessage', queue)).toBe('allowed');
    expect(policyOf([allow(['*'], ['*']), elsewhere])('sqs:SendMessage', `${queue}2`)).toBe('denied');
  });
});

describe('a resource', () => {
  it.each([
    ['*', queue],
    ['arn:aws:s3:::data/mail/*', 'arn:aws:s3:::data/mail/2026/a:b c'],
    ['arn:aws:s3:::data/*/a', 'arn:aws:s3:::data/x/y/a'],
    ['arn:aws:s3:::data/?', 'arn:aws:s3:::data/k'],
    ['arn:aws:sqs:*:000000000000:tri*e', queue],
    ['arn:aws:sqs:us-east-?:*:triage', queue],
    ['arn:aws:sqs:*', queue],
    [
      'arn:aws:execute-api:us-east-1:1:api/v1/POST/@connections/*',
      'arn:aws:execute-api:us-east-1:1:api/v1/POST/@connections/a=',
    ],
  ])('%s takes in %s', (pattern, resource) => {
    expect(resourceMatcher(pattern)(resource)).toBe(true);
  });

  it.each([
    ['arn:aws:s3:::data/*', 'arn:aws:s3:::data'],
    ['arn:aws:s3:::data/*', 'arn:aws:s3:::database/k'],
    ['arn:aws:s3:::data/?', 'arn:aws:s3:::data/kk'],
    ['arn:aws:s3:::data.x/*', 'arn:aws:s3:::data-x/k'],
    ['arn:aws:sqs:us*1:000000000000:triage', 'arn:aws:sqs:us:1:000000000000:triage'],
    ['arn:aws:sqs:us-east-1:000000000000:Triage', queue],
    ['arn:aws:sns:*', queue],
  ])('%s leaves out %s', (pattern, resource) => {
    expect(resourceMatcher(pattern)(resource)).toBe(false);
  });
});
