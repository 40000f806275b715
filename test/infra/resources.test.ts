import { describe, expect, it } from 'vitest';
import { isOfTheCdk, lookUp, ofType, resources, targetOf } from './synthesis.ts';

const own = (type: string) => ofType(type).filter(([id]) => !isOfTheCdk(id));

describe('functions', () => {
  const functions = own('AWS::Lambda::Function');

  it('exist', () => {
    expect(functions.length).toBeGreaterThanOrEqual(8);
  });

  it.each(functions)('%s runs Node 24 on ARM, with an end to its time', (_id, { Properties }) => {
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    expect(Number(Properties.Timeout)).toBeLessThanOrEqual(60);
  });

  it.each(functions)('%s writes a log of its own that is forgotten in time', (id, { Properties }) => {
    const { LogGroup } = Properties.LoggingConfig as { LogGroup: unknown };
    const [logId, log] = lookUp(id, LogGroup);

    expect(log.Properties.RetentionInDays).toBeGreaterThan(0);
    const sharing = functions.filter(([other, fn]) => {
      const config = fn.Properties.LoggingConfig as { LogGroup: unknown };
      return `${other.split('/')[0]}/${targetOf(config.LogGroup)}` === logId;
    });
    expect(sharing).toHaveLength(1);
  });

  it.each(functions)('%s has a role of its own without a managed policy', (id, { Properties }) => {
    expect(lookUp(id, Properties.Role)[1].Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  it.each(functions)('%s is told names, and no secret', (_id, { Properties }) => {
    const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };

    for (const [name, value] of Object.entries(Variables)) {
      expect(JSON.stringify(value), name).not.toMatch(/resolve:secretsmanager|SecretString|password/i);
    }
  });
});

describe('logs', () => {
  it.each(ofType('AWS::Logs::LogGroup'))('%s is forgotten in time', (_id, { Properties }) => {
    expect(Properties.RetentionInDays).toBeGreaterThan(0);
  });
});

type Statement = {
  Effect: string;
  Action: string | string[];
  Resource?: unknown;
  Principal?: unknown;
  NotAction?: unknown;
};
const statementsOf = (policy: unknown) => ((policy as { Statement: Statement[] }).Statement ?? []) as Statement[];

describe('rights', () => {
  const policies = [
    ...own('AWS::IAM::Policy'),
    ...own('AWS::IAM::ManagedPolicy'),
    ...own('AWS::SQS::QueuePolicy'),
    ...own('AWS::S3::BucketPolicy'),
    ...own('AWS::SNS::TopicPolicy'),
  ];
  const inline = own('AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    ((Properties.Policies ?? []) as { PolicyDocument: unknown }[]).map(
      ({ PolicyDocument }) => [id, PolicyDocument] as const,
    ),
  );
  const all = [...policies.map(([id, { Properties }]) => [id, Properties.PolicyDocument] as const), ...inline];

  it.each(all)('%s names what may be used: no right to everything', (id, policy) => {
    for (const { Effect, Resource, NotAction } of statementsOf(policy)) {
      if (Effect === 'Allow') expect([Resource].flat(), id).not.toContain('*');
      expect(NotAction).toBeUndefined();
    }
  });

  it.each(own('AWS::IAM::Policy'))('%s names what may be done: no right to do anything', (_id, { Properties }) => {
    for (const { Action } of statementsOf(Properties.PolicyDocument)) {
      for (const action of [Action].flat()) expect(action).not.toMatch(/\*/);
    }
  });

  it('over a key are the key’s own policy', () => {
    // Of a key's own policy `*` is this key: the one place where it may stand.
    for (const [id, { Properties }] of ofType('AWS::KMS::Key')) {
      for (const { Principal } of statementsOf(Properties.KeyPolicy)) expect(Principal, id).toBeDefined();
    }
  });

  it.each(['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy'].flatMap(own))(
    '%s lets nobody in that it does not name',
    (_id, { Properties }) => {
      for (const { Effect, Principal } of statementsOf(Properties.PolicyDocument)) {
        if (Effect === 'Allow') expect(JSON.stringify(Principal)).not.toMatch(/"\*"/);
      }
    },
  );

  it('to send are given to none but those who speak', () => {
    const senders = own('AWS::IAM::Policy').filter(([, { Properties }]) =>
      statementsOf(Properties.PolicyDocument).some(({ Action }) => [Action].flat().includes('ses:SendEmail')),
    );

    expect(senders.map(([id]) => id)).toEqual([expect.stringMatching(/Deliver/)]);
  });
});

describe('the table', () => {
  it.each(ofType('AWS::DynamoDB::Table'))(
    '%s is on demand, forgets, can be restored, and is encrypted under our key',
    (id, { Properties }) => {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      });
      expect(lookUp(id, (Properties.SSESpecification as { KMSMasterKeyId: unknown }).KMSMasterKeyId)[1].Type).toBe(
        'AWS::KMS::Key',
      );
    },
  );

  it('is one', () => {
    expect(ofType('AWS::DynamoDB::Table')).toHaveLength(1);
  });
});

describe('buckets', () => {
  it.each(ofType('AWS::S3::Bucket'))('%s is closed to the public and encrypted', (_id, { Properties }) => {
    expect(Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(Properties.BucketEncryption).toBeDefined();
  });

  it('that hold what customers wrote forget it', () => {
    const [, data] = ofType('AWS::S3::Bucket').find(([, { Properties }]) => Properties.NotificationConfiguration) ?? [];
    const { Rules = [] } = (data?.Properties.LifecycleConfiguration ?? {}) as {
      Rules?: { Prefix: string; ExpirationInDays: number }[];
    };

    expect(Rules.map(({ Prefix }) => Prefix).toSorted()).toEqual(['attachments/', 'bodies/', 'mail/']);
    for (const { ExpirationInDays } of Rules) expect(ExpirationInDays).toBeGreaterThan(0);
  });
});

describe('what holds data', () => {
  const lasting = ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::Cognito::UserPool'];

  it.each(ofType(...lasting))('%s outlives its stack', (_id, resource) => {
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('has keys that turn', () => {
    for (const [id, { Properties }] of ofType('AWS::KMS::Key')) expect(Properties.EnableKeyRotation, id).toBe(true);
  });
});

describe('names', () => {
  const fixed = [
    'QueueName',
    'TableName',
    'FunctionName',
    'BucketName',
    'TopicName',
    'RoleName',
    'PolicyName:managed',
    'UserPoolName',
    'LogGroupName',
    'AlarmName',
    'AliasName',
    'RuleSetName',
  ];

  it.each(Object.entries(resources))(
    '%s has none that a second deployment would want too',
    (_id, { Properties = {}, Type }) => {
      for (const name of fixed) {
        const value = Properties[name];
        // A mapping names its function, and a grant its queue: those are pointers, which resolve to made names.
        if (typeof value === 'string') expect(`${Type} ${name}`).toBe('no fixed name');
      }
      if (Type === 'AWS::SSM::Parameter') expect(Properties).not.toHaveProperty('Name');
      if (Type === 'AWS::SecretsManager::Secret') expect(Properties).not.toHaveProperty('Name');
    },
  );
});

describe('tags', () => {
  const taggable = [
    'AWS::SQS::Queue',
    'AWS::DynamoDB::Table',
    'AWS::Lambda::Function',
    'AWS::S3::Bucket',
    'AWS::SNS::Topic',
    'AWS::KMS::Key',
    'AWS::SecretsManager::Secret',
    'AWS::Logs::LogGroup',
    'AWS::IAM::Role',
  ];

  it.each(ofType(...taggable))('%s says whose it is', (_id, { Properties }) => {
    expect(Properties.Tags).toEqual(
      expect.arrayContaining([
        { Key: 'service', Value: 'heartline' },
        { Key: 'brand', Value: 'lumi' },
      ]),
    );
  });
});

describe('doors', () => {
  it.each(ofType('AWS::ApiGatewayV2::Route'))(
    '%s is guarded, or is one that proves what comes in by itself',
    (_id, { Properties }) => {
      const open = [
        'POST /v1/messages',
        'POST /v1/chat/sessions',
        'OPTIONS /v1/chat/sessions',
        'GET /v1/openapi.json',
        '$connect',
        '$disconnect',
        '$default',
      ];

      if (!open.includes(String(Properties.RouteKey))) expect(Properties.AuthorizationType).toBe('JWT');
    },
  );

  it('are throttled', () => {
    for (const [id, { Properties }] of ofType('AWS::ApiGatewayV2::Stage')) {
      expect(
        (Properties.DefaultRouteSettings as { ThrottlingRateLimit: number }).ThrottlingRateLimit,
        id,
      ).toBeGreaterThan(0);
    }
  });

  it('keep no address and no query in their logs', () => {
    for (const [, { Properties }] of ofType('AWS::ApiGatewayV2::Stage')) {
      expect(JSON.stringify(Properties.AccessLogSettings ?? {})).not.toMatch(
        /sourceIp|path|querystring|userAgent|identity/i,
      );
    }
  });
});
