import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { S3 as StoreInS3 } from 'aws-cdk-lib/aws-ses-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ParameterTier, StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { BrandConfig } from '../config/schema.ts';
import { accept, logicalId } from './acknowledged.ts';
import { DataBucket } from './constructs/data-bucket.ts';
import { guardedBucket } from './constructs/guarded-bucket.ts';
import { OwnFunction } from './constructs/own-function.ts';
import { QueueWorker } from './constructs/queue-worker.ts';
import { SingleTable } from './constructs/single-table.ts';
import type { DeskStack } from './desk-stack.ts';

export type PipelineStackProps = StackProps & { config: BrandConfig; code: Record<string, string>; desk: DeskStack };

/** What happens to a message, top to bottom. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { config, code, desk, ...props }: PipelineStackProps) {
    super(scope, id, props);
    const codeOf = (name: string) => {
      const folder = code[name];
      if (!folder) throw new Error(`functions/${name} is not bundled`);
      return folder;
    };

    // What everything stands on
    const key = new Key(this, 'Key', {
      enableKeyRotation: true,
      description: 'Heartline: queues, table, bucket, secret',
    });
    const alarms = this.#alarms(key);
    const { table, ...store } = this.#store(key, config);
    const { parameter, secret } = this.#choices(key, config);
    const worker = {
      key,
      alarms,
      timeout: Duration.seconds(30),
      stalledAfter: Duration.minutes(5),
      maxConcurrency: 10,
    };

    // Doors
    const ingress = new OwnFunction(this, 'Ingress', {
      code: codeOf('ingress'),
      timeout: Duration.seconds(10),
      memoryMb: 256,
    });
    const chat = new OwnFunction(this, 'Chat', { code: codeOf('chat'), timeout: Duration.seconds(10), memoryMb: 256 });
    const mail = new QueueWorker(this, 'Mail', {
      ...worker,
      code: codeOf('mail'),
      memoryMb: 1024, // a mail may have 40 MB
      timeout: Duration.seconds(30),
      batchSize: 5,
      maxConcurrency: 5,
      impact: 'E-mails of customers are not read.',
    });

    // Stages
    const triage = new QueueWorker(this, 'Triage', {
      ...worker,
      code: codeOf('triage'),
      memoryMb: 512,
      maxConcurrency: 20,
      impact: 'Customers write and nobody, bot or person, takes notice.',
      environment: { MODELS_FOLDER: '/var/task/models' },
    });
    const answer = new QueueWorker(this, 'Answer', {
      ...worker,
      code: codeOf('answer'),
      memoryMb: 512,
      impact: 'Known questions stay unanswered.',
    });
    const escalate = new QueueWorker(this, 'Escalate', {
      ...worker,
      code: codeOf('escalate'),
      memoryMb: 256,
      maxConcurrency: 5,
      stalledAfter: Duration.minutes(2),
      impact: 'Customers in trouble wait, and no colleague knows.',
    });
    const deliver = new QueueWorker(this, 'Deliver', {
      ...worker,
      code: codeOf('deliver'),
      memoryMb: 256,
      timeout: Duration.seconds(15),
      stalledAfter: Duration.minutes(2),
      impact: 'Replies and notices do not leave the house.',
    });
    const deskApi = new OwnFunction(this, 'DeskApi', {
      code: codeOf('desk-api'),
      timeout: Duration.seconds(10),
      memoryMb: 256,
    });

    // Who speaks to whom
    for (const door of [ingress, chat, mail.worker]) triage.isFedBy(door);
    triage.feeds(answer, escalate);
    answer.feeds(escalate, deliver);
    escalate.feeds(deliver);
    deliver.isFedBy(deskApi);

    // Who keeps what
    const workers = [mail, triage, answer, escalate, deliver].map((stage) => stage.worker);
    table.servesTo(ingress, chat, deskApi, ...workers);
    table.letsDelete(chat, deliver.worker);
    table.letsLookAcross(deskApi);
    store.data.announces('mail/', mail);
    store.data.lets(mail.worker, { read: ['mail/'], write: ['bodies/', 'attachments/'] });
    for (const door of [ingress, chat]) store.data.lets(door, { write: ['bodies/'] });
    store.data.lets(answer.worker, { read: ['knowledge/'] });

    // Who knows the brand's choices, and its keys
    for (const each of [ingress, chat, deskApi, ...workers]) {
      each.knows('CONFIG_PARAMETER', parameter.parameterName).may(['ssm:GetParameter'], parameter.parameterArn);
    }
    for (const each of [ingress, chat, deliver.worker]) {
      each.knows('SECRETS_ID', secret.secretArn).may(['secretsmanager:GetSecretValue'], secret.secretArn);
      each.may(['kms:Decrypt'], key.keyArn);
    }

    // The way in: signed API, web chat, mail
    desk.opens(this, ingress, { post: ['/v1/messages'] });
    // The same door without API Gateway's fee, a sixth of the whole bill; what comes in proves itself by its signature.
    const direct = ingress.fn.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    new CfnOutput(this, 'DirectUrl', { value: direct.url });
    desk.opens(this, chat, { post: ['/v1/chat/sessions'], options: ['/v1/chat/sessions'] });
    desk.opens(this, deskApi, { get: ['/v1/openapi.json'] });
    desk.opensSignedIn(this, deskApi);
    const socket = this.#socket(chat);
    chat.knows('SOCKET_URL', socket.url).knows('SITE_URL', desk.siteUrl);
    escalate.worker.knows('SITE_URL', desk.siteUrl);
    this.#mailbox(key, config, store.data);

    // The way out: web chat, mail (callbacks and Slack need no right of AWS's)
    deliver.worker.knows('CHAT_CALLBACK_URL', socket.callbackUrl);
    deliver.worker.may(
      ['execute-api:ManageConnections'],
      `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${socket.api.apiId}/${socket.stageName}/${HttpMethod.POST}/@connections/*`,
    );
    accept(
      deliver.worker,
      'Connections come and go; any of this socket is the narrowest right there is',
      `IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${logicalId(socket.api)}>/v1/POST/@connections/*]`,
    );
    const domains = new Set(Object.values(config.accounts).flatMap(({ mailbox }) => mailbox?.split('@')[1] ?? []));
    if (domains.size > 0) {
      deliver.worker.may(
        ['ses:SendEmail'],
        ...[...domains].map((domain) => `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/${domain}`),
      );
    }
  }

  #alarms(key: Key) {
    const alarms = new Topic(this, 'Alarms', { masterKey: key, enforceSSL: true });
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    alarms.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['sns:Publish'],
        resources: [alarms.topicArn],
        conditions: ofThisAccount,
      }),
    );
    letUse(key, cloudWatch);
    new CfnOutput(this, 'AlarmTopic', { value: alarms.topicArn });
    return alarms;
  }

  #store(key: Key, config: BrandConfig) {
    const logs = guardedBucket(this, 'AccessLogs', {
      lifecycleRules: [{ expiration: Duration.days(90) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const table = new SingleTable(this, 'Store', { key });
    const data = new DataBucket(this, 'Data', { key, keepDays: config.keepDays.timeline, logs });
    letUse(key, new ServicePrincipal('s3.amazonaws.com')); // S3 tells an encrypted queue of a mail
    new CfnOutput(this, 'TableName', { value: table.table.tableName });
    new CfnOutput(this, 'DataBucketName', { value: data.bucket.bucketName });
    return { table, data };
  }

  #choices(key: Key, config: BrandConfig) {
    const value = JSON.stringify(config);
    if (Buffer.byteLength(value) > 8192)
      throw new Error('the brand configuration is larger than a parameter may be (8 KB)');
    const parameter = new StringParameter(this, 'Config', {
      stringValue: value,
      tier: Buffer.byteLength(value) > 4096 ? ParameterTier.ADVANCED : ParameterTier.STANDARD,
    });
    const secret = new Secret(this, 'ChannelsSecret', {
      description: 'Heartline: the master key of our own signatures, and the keys of connected platforms',
      encryptionKey: key,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'key',
        passwordLength: 64,
        excludePunctuation: true,
      },
    });
    accept(secret, 'Rotated by hand: two keys are live meanwhile, see docs/runbook.md#rotate-the-key', 'SMG4');
    new CfnOutput(this, 'ConfigParameter', { value: parameter.parameterName });
    new CfnOutput(this, 'SecretsId', { value: secret.secretArn });
    return { parameter, secret };
  }

  #socket(chat: OwnFunction) {
    const integration = (name: string) => new WebSocketLambdaIntegration(name, chat.fn);
    const api = new WebSocketApi(this, 'Socket', {
      connectRouteOptions: { integration: integration('Connect') },
      disconnectRouteOptions: { integration: integration('Disconnect') },
      defaultRouteOptions: { integration: integration('Frame'), returnResponse: true },
    });
    const stage = new WebSocketStage(this, 'SocketStage', {
      webSocketApi: api,
      stageName: 'v1',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
    });
    accept(
      api,
      'The function behind $connect checks a single-use token and the origin, and the others need its connection',
      'APIG4',
    );
    accept(
      stage,
      'Needs a role for the whole account, over which two deployments would quarrel; the function logs',
      'APIG1',
    );
    new CfnOutput(this, 'SocketUrl', { value: stage.url });
    return { api, stageName: stage.stageName, url: stage.url, callbackUrl: stage.callbackUrl };
  }

  #mailbox(key: Key, config: BrandConfig, { bucket }: DataBucket) {
    const recipients = Object.values(config.accounts).flatMap(({ mailbox }) => mailbox ?? []);
    if (recipients.length === 0) return;
    letUse(key, new ServicePrincipal('ses.amazonaws.com'));
    const rules = new ReceiptRuleSet(this, 'MailRules');
    rules.addRule('Store', {
      recipients,
      scanEnabled: true,
      actions: [new StoreInS3({ bucket, objectKeyPrefix: 'mail/' })],
    });
    new CfnOutput(this, 'MailRuleSet', { value: rules.receiptRuleSetName });
  }
}

const ofThisAccount = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };

/** Lets a service of AWS's use our key on behalf of this account. */
const letUse = (key: Key, service: ServicePrincipal) =>
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [service],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'], // in a key's own policy: this key
      conditions: ofThisAccount,
    }),
  );
