import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** A bucket that no one but us reads, encrypted, over TLS only. */
export const guardedBucket = (scope: Construct, id: string, props: BucketProps): IBucket =>
  // The CDK's class and interface differ in one optional field under exactOptionalPropertyTypes, hence the cast.
  new Bucket(scope, id, {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    ...props,
  }) as IBucket;
