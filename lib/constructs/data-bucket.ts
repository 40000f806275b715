import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BucketEncryption, type CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acceptPrefixes } from '../acknowledged.ts';
import { guardedBucket } from './guarded-bucket.ts';
import type { OwnFunction } from './own-function.ts';
import type { QueueWorker } from './queue-worker.ts';

/** What is too large for a queue or a table: stored mails, long texts, attachments, the knowledge base's versions. */
export class DataBucket extends Construct {
  readonly bucket: IBucket;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, { key, keepDays, logs }: { key: IKey; keepDays: number; logs: IBucket }) {
    super(scope, id);
    this.#key = key;
    const expire = (prefix: string) => ({
      prefix,
      expiration: Duration.days(keepDays),
      noncurrentVersionExpiration: Duration.days(30),
    });
    this.bucket = guardedBucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      versioned: true,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'data/',
      lifecycleRules: ['mail/', 'bodies/', 'attachments/'].map(expire),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Tells a stage's queue of every object stored under a prefix. */
  announces(prefix: string, { queue }: QueueWorker) {
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    const cfnBucket = this.bucket.node.defaultChild as CfnBucket;
    // Set on the bucket itself: the L2 way adds a function of CDK's own to every deployment.
    cfnBucket.notificationConfiguration = {
      queueConfigurations: [
        {
          event: 's3:ObjectCreated:*',
          queue: queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } },
        },
      ],
    };
    const policy = queue.node.findChild('Policy');
    cfnBucket.node.addDependency(policy); // S3 asks the queue at once whether it may
  }

  lets(fn: OwnFunction, { read = [], write = [] }: { read?: string[]; write?: string[] }) {
    fn.knows('DATA_BUCKET', this.bucket.bucketName);
    const under = (prefix: string) => this.bucket.arnForObjects(`${prefix}*`);
    if (read.length > 0) {
      fn.may(['s3:GetObject'], ...read.map(under));
      fn.may(['s3:ListBucket'], this.bucket.bucketArn); // without it a missing object reads as forbidden
    }
    if (write.length > 0) fn.may(['s3:PutObject'], ...write.map(under));
    fn.may(['kms:Decrypt', 'kms:GenerateDataKey'], this.#key.keyArn);
    acceptPrefixes(fn, this.bucket, [...read, ...write]);
  }
}
