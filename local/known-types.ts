import type { Cloud } from './cloud.ts';
import { progress } from './progress.ts';

/** Run by this machine. */
const run = new Set([
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Lambda::Function',
  'AWS::Lambda::Url',
  'AWS::Lambda::EventSourceMapping',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::RouteResponse',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::IntegrationResponse',
  'AWS::ApiGatewayV2::Stage',
  'AWS::ApiGatewayV2::Deployment',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'Custom::CDKBucketDeployment',
  'Custom::S3BucketNotifications',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::SES::ReceiptRule',
  'AWS::Scheduler::Schedule',
  'AWS::Events::Rule',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::ManagedPolicy',
]);

/** Accepted and without effect here: keys, alarms, names, and what only a deployment needs. */
const accepted = [
  /^AWS::(IAM|KMS|Logs|CloudWatch|Route53|CertificateManager|SNS|WAFv2|CDK|XRay|Budgets|Backup|Synthetics|ApplicationInsights)::/,
  /^AWS::(SQS::QueuePolicy|SNS::TopicPolicy|S3::BucketPolicy|SecretsManager::ResourcePolicy)$/,
  /^AWS::Lambda::(Permission|LayerVersion|Version|Alias|EventInvokeConfig)$/,
  /^AWS::ApiGatewayV2::(ApiMapping|DomainName)$/,
  /^AWS::CloudFront::(OriginAccessControl|CloudFrontOriginAccessIdentity|CachePolicy|OriginRequestPolicy|Function|KeyValueStore)$/,
  /^AWS::SES::(ReceiptRuleSet|EmailIdentity|ConfigurationSet|ConfigurationSetEventDestination)$/,
  /^AWS::Scheduler::ScheduleGroup$/,
  /^AWS::Cognito::(UserPoolGroup|UserPoolResourceServer|UserPoolUser|UserPoolUICustomizationAttachment|ManagedLoginBranding)$/,
  /^Custom::(S3AutoDeleteObjects|AWS|LogRetention|CDKBucketDeployment|S3BucketNotifications)$/,
  /^AWS::CloudFormation::CustomResource$/,
];

/** One line for each type of the templates that this machine neither runs nor knowingly leaves out. */
export function warnOfUnknownTypes(cloud: Cloud): void {
  const unknown = new Set(
    cloud.resources.map(({ type }) => type).filter((type) => !run.has(type) && !accepted.some((one) => one.test(type))),
  );
  for (const type of unknown) progress(`warning: ${type} is not known to the local stack and has no effect`);
}
