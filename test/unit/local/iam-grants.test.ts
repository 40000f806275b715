import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Template } from '../../../local/assembly.ts';
import { cloudOf } from '../../../local/cloud.ts';
import { grantsOf } from '../../../local/iam-grants.ts';
import { guard } from '../../../local/iam-guard.ts';
import { accessKeyOf } from '../../../local/identity.ts';
import { laptopDns } from '../../../local/laptop-dns.ts';

let said: string[] = [];
beforeEach(() => {
  said = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;
const key = accessKeyOf({ stack: 'S', id: 'Fn' });

function grantsOfStack(Resources: Resources) {
  const resources = Object.entries(Resources).map(([id, one]) => [id, { Metadata: {}, ...one }]);
  const template: Template = {
    Resources: Object.fromEntries(resources),
    Parameters: {},
    Mappings: {},
    Conditions: {},
    Outputs: {},
  };
  const stacks = [{ name: 'S', template, assets: new Map<string, string>() }];
  return grantsOf(cloudOf({ stacks, sqsUrl: 'http://sqs', dns: laptopDns('http://localhost') }));
}

/** A function whose role has an inline policy with this statement. */
const withStatement = (statement: object, role: object = {}): Resources => ({
  Fn: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: statement } }], ...role },
  },
});
const one = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };

describe('the grants of a function', () => {
  it('come from its role’s own policies and from those attached to it, not from others', () => {
    const attached = (role: string, Action: string) => ({
      Type: 'AWS::IAM::Policy',
      Properties: { Roles: [{ Ref: role }], PolicyDocument: { Statement: [{ ...one, Action }] } },
    });
    const grants = grantsOfStack({
      ...withStatement(one),
      Other: { Type: 'AWS::IAM::Role', Properties: {} },
      Own: attached('Role', 'sqs:DeleteMessage'),
      Foreign: attached('Other', 'sqs:PurgeQueue'),
    });

    const actions = grants[key]?.statements.flatMap((statement) => statement.actions);
    expect(actions).toEqual(['sqs:SendMessage', 'sqs:DeleteMessage']);
    expect(said).toEqual([]);
  });

  it('leave conditions out, with a line that says so: an Allow counts, a Deny does not', () => {
    const Condition = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
    const grants = grantsOfStack(
      withStatement([
        { ...one, Condition },
        { ...one, Effect: 'Deny', Condition },
      ]),
    );

    expect(grants[key]?.statements.map(({ effect }) => effect)).toEqual(['Allow']);
    expect(said.filter((line) => line.includes('StringEquals aws:SourceVpc'))).toHaveLength(2);
  });

  it('take requests of the laptop for encrypted ones', () => {
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
    const grants = grantsOfStack(withStatement([one, { ...one, Effect: 'Deny', Condition }]));

    expect(grants[key]?.statements.map(({ effect }) => effect)).toEqual(['Allow']);
    expect(said).toEqual([]);
  });

  it('are not widened by AWS’s managed policies; one that may matter is named', () => {
    const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
    const basic = managed('service-role/AWSLambdaBasicExecutionRole');
    grantsOfStack(withStatement(one, { ManagedPolicyArns: [basic, managed('AmazonSQSFullAccess')] }));

    expect(said).toHaveLength(1);
    expect(said[0]).toContain('AmazonSQSFullAccess');
  });
});

describe('the guard', () => {
  const signed = (id: string) =>
    `AWS4-HMAC-SHA256 Credential=${id}/20260101/us-east-1/sqs/aws4_request, SignedHeaders=a`;

  it('knows functions by their key, and lets everybody else do everything', () => {
    const own = guard();
    own.learn(grantsOfStack(withStatement(one)));
    const ask = [{ action: 'sqs:PurgeQueue', resource: 'arn:aws:sqs:us-east-1:000000000000:q' }];

    expect(own.caller(signed(key))?.refusal(ask)).toContain('is not authorized to perform: sqs:PurgeQueue');
    expect(own.caller(signed('local'))).toBeUndefined();
    expect(own.caller(undefined)).toBeUndefined();
  });
});
