import { join } from 'node:path';
import { App, CfnOutput, Duration, Fn, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as ses from 'aws-cdk-lib/aws-ses';
import { S3 } from 'aws-cdk-lib/aws-ses-actions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';

/** A small app with one of everything that the local runner runs: what goes in is written to the table. */
const app = new App();
const stack = new Stack(app, 'Fixture');

/** The CDK's class and interface differ in one optional field under exactOptionalPropertyTypes, hence the cast. */
const bucket = (id: string, props: s3.BucketProps = {}): s3.IBucket => new s3.Bucket(stack, id, props) as s3.IBucket;

const table = new dynamodb.TableV2(stack, 'Table', {
  partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
  sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
  globalSecondaryIndexes: [
    { indexName: 'byKind', partitionKey: { name: 'kind', type: dynamodb.AttributeType.STRING } },
  ],
});
const secret = new Secret(stack, 'ChannelSecrets', {
  generateSecretString: {
    secretStringTemplate: '{"brand":"fixture"}',
    generateStringKey: 'signing',
    passwordLength: 40,
  },
});
const fixed = new Secret(stack, 'Fixed', { secretStringValue: SecretValue.unsafePlainText('as-written') });
const setting = new StringParameter(stack, 'Setting', {
  parameterName: '/fixture/setting',
  stringValue: process.env.FIXTURE_SETTING ?? 'from template',
});

/** A function without a right but to write its log. */
const bare = (id: string, exported: string, environment: Record<string, string> = {}): LambdaFunction => {
  return new NodejsFunction(stack, id, {
    entry: join(import.meta.dirname, 'fixture-handlers.ts'),
    handler: exported,
    runtime: Runtime.NODEJS_24_X,
    timeout: Duration.seconds(2),
    memorySize: 256,
    bundling: { format: OutputFormat.CJS, externalModules: [] },
    environment: { TABLE: table.tableName, SECRET: secret.secretArn, SETTING: setting.parameterName, ...environment },
  });
};
const runs = (id: string, exported: string): LambdaFunction => {
  const made = bare(id, exported);
  table.grantReadWriteData(made);
  return made;
};

const feed = (id: string, maxReceiveCount: number, batchSize = 10) => {
  const deadLetterQueue = { queue: new Queue(stack, `${id}Dead`), maxReceiveCount };
  const queue = new Queue(stack, id, { visibilityTimeout: Duration.seconds(12), deadLetterQueue });
  return { queue, source: new SqsEventSource(queue, { batchSize, reportBatchItemFailures: true }) };
};

const work = feed('Work', 3);
runs('Worker', 'work').addEventSource(work.source);

const mails = feed('Mails', 3);
const mailReader = runs('MailReader', 'readMail');
mailReader.addEventSource(mails.source);
const inbox = bucket('Inbox', { versioned: true });
inbox.grantRead(mailReader);
inbox.addEventNotification(s3.EventType.OBJECT_CREATED, new SqsDestination(mails.queue), { prefix: 'mail/' });
new ses.ReceiptRuleSet(stack, 'Rules', {
  rules: [{ recipients: ['help@example.com'], actions: [new S3({ bucket: inbox, objectKeyPrefix: 'mail/' })] }],
});

const pool = new cognito.UserPool(stack, 'Pool');
pool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'fixture' } });
const client = pool.addClient('Client', {
  oAuth: { flows: { authorizationCodeGrant: true }, callbackUrls: ['http://localhost/back'] },
});
const issuer = `https://cognito-idp.${stack.region}.amazonaws.com/${pool.userPoolId}`;
const authorizer = new HttpJwtAuthorizer('Jwt', issuer, { jwtAudience: [client.userPoolClientId] });
const echoing = runs('Echo', 'echo');
secret.grantRead(echoing);
setting.grantRead(echoing);
const echo = new HttpLambdaIntegration('Echo', echoing);
const api = new apigw.HttpApi(stack, 'Api', { corsPreflight: { allowOrigins: ['https://desk.example.com'] } });
api.addRoutes({ path: '/v1/echo/{name}', methods: [apigw.HttpMethod.ANY], integration: echo });
api.addRoutes({ path: '/v1/private', methods: [apigw.HttpMethod.GET], integration: echo, authorizer });
api.addRoutes({ path: '/channels/{proxy+}', methods: [apigw.HttpMethod.POST], integration: echo });

const chat = new apigw.WebSocketApi(stack, 'Chat');
const socket = runs('Socket', 'socket');
const integration = () => new WebSocketLambdaIntegration('Socket', socket);
for (const key of ['$connect', '$disconnect']) chat.addRoute(key, { integration: integration() });
for (const key of ['$default', 'say']) chat.addRoute(key, { integration: integration(), returnResponse: true });
const stage = new apigw.WebSocketStage(stack, 'ChatStage', { webSocketApi: chat, stageName: 'live', autoDeploy: true });

// Three that try the same: one that may, one that was forgotten, one that may do all of it but is denied to put.
const places = { QUEUE: work.queue.queueUrl, BUCKET: inbox.bucketName, CALLBACK: stage.callbackUrl };
const may = (fn: LambdaFunction, effect: Effect, actions: string[], ...resources: string[]) =>
  fn.addToRolePolicy(new PolicyStatement({ effect, actions, resources }));
const entitled = bare('Entitled', 'attempt', places);
table.grantReadWriteData(entitled);
work.queue.grantSendMessages(entitled);
inbox.grantReadWrite(entitled);
secret.grantRead(entitled);
setting.grantRead(entitled);
stage.grantManagementApiAccess(entitled);
may(entitled, Effect.ALLOW, ['ses:SendEmail'], stack.formatArn({ service: 'ses', resource: 'identity/example.com' }));
bare('Stranger', 'attempt', places);
const denied = bare('Denied', 'attempt', places);
may(denied, Effect.ALLOW, ['dynamodb:*', 's3:GetObject'], '*');
may(denied, Effect.DENY, ['dynamodb:Put*'], table.tableArn);

const site = bucket('Site');
const distribution = new cloudfront.Distribution(stack, 'Front', {
  defaultRootObject: 'index.html',
  defaultBehavior: {
    origin: S3BucketOrigin.withOriginAccessControl(site),
    responseHeadersPolicy: new cloudfront.ResponseHeadersPolicy(stack, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      },
    }),
  },
  additionalBehaviors: { '/v1/*': { origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))) } },
  errorResponses: [{ httpStatus: 403, responseHttpStatus: 200, responsePagePath: '/index.html' }],
});
new BucketDeployment(stack, 'SiteFiles', {
  destinationBucket: site,
  sources: [
    Source.data('index.html', '<!doctype html><title>Fixture</title>'),
    Source.jsonData('config.json', { api: api.apiEndpoint, pool: pool.userPoolId, client: client.userPoolClientId }),
  ],
});

new CfnOutput(stack, 'SiteUrl', { value: `https://${distribution.domainName}` });
new CfnOutput(stack, 'ApiUrl', { value: api.apiEndpoint });
new CfnOutput(stack, 'ChatUrl', { value: stage.url });
new CfnOutput(stack, 'ChatCallback', { value: stage.callbackUrl });
new CfnOutput(stack, 'FixedSecret', { value: fixed.secretArn });
