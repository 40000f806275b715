import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { accept, acceptPrefixes } from '../acknowledged.ts';
import { guardedBucket } from './guarded-bucket.ts';

/** Pages from a private bucket and the API beside them, under one address. */
export class StaticSite extends Construct {
  readonly url: string;
  readonly #bucket: IBucket;
  readonly #distribution: Distribution;

  constructor(scope: Construct, id: string, { apiDomain, apiPaths }: { apiDomain: string; apiPaths: string[] }) {
    super(scope, id);
    const logs = guardedBucket(this, 'Logs', {
      objectOwnership: ObjectOwnership.OBJECT_WRITER, // CloudFront writes its logs by access control list
      lifecycleRules: [{ expiration: Duration.days(90) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#bucket = guardedBucket(this, 'Pages', {
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'pages/',
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const api = {
      origin: new HttpOrigin(apiDomain),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    };
    this.#distribution = new Distribution(this, 'Distribution', {
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.#bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
      },
      additionalBehaviors: Object.fromEntries(apiPaths.map((path) => [path, api])),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      logBucket: logs,
      logFilePrefix: 'site/',
    });
    accept(
      this.#distribution,
      'TLS 1.2 and a certificate need a domain of your own: docs/runbook.md#own-domain',
      'CFR4',
    );
    accept(
      this.#distribution,
      'Brands serve customers abroad; a deployment that should not adds its own restriction',
      'CFR1',
    );
    accept(
      this.#distribution,
      'Costs 5 USD a month at no traffic; the API is throttled and its doors check signatures',
      'CFR2',
    );
    this.url = `https://${this.#distribution.distributionDomainName}`;
  }

  /** Puts the built pages and what they need to know of this deployment in place. */
  publishes(folder: string, config: Record<string, unknown>) {
    new BucketDeployment(this, 'Publish', {
      destinationBucket: this.#bucket,
      sources: [Source.asset(folder), Source.jsonData('config.json', config)],
      retainOnDelete: false,
      cacheControl: [CacheControl.noCache()], // asked for anew each time, so no cache has to be emptied
    });
    const [provider] = Stack.of(this).node.children.filter(({ node }) =>
      node.id.startsWith('Custom::CDKBucketDeployment'),
    );
    if (!provider) throw new Error('the CDK publishes pages in another way than it used to');
    acceptPrefixes(provider, this.#bucket, ['']);
    accept(
      provider,
      'The CDK’s own function that copies the pages at a deployment, and only then; its rights end at two buckets',
      'L1',
      'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      ...['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*'].map(
        (each) => `IAM5[Action::${each}]`,
      ),
      'IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
    );
  }
}
