import { type CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

// Findings of cdk-nag that we have looked at and accept, each with its reason beside the resource it is about.

/** Accepts findings on a construct and all below it. */
export function accept(construct: IConstruct, reason: string, ...ids: string[]) {
  for (const id of ids) Validations.of(construct).acknowledge({ id: `AwsSolutions-${id}`, reason });
}

/** A resource's logical id, the way cdk-nag names it within a finding. */
export const logicalId = (construct: IConstruct): string => {
  const stack = Stack.of(construct);
  return String(stack.resolve(stack.getLogicalId((construct.node.defaultChild ?? construct) as CfnElement)));
};

/** Accepts that a function may use any object under some prefixes of a bucket. */
export const acceptPrefixes = (construct: IConstruct, bucket: IConstruct, prefixes: string[]) =>
  accept(
    construct,
    'Objects are named after messages, so a prefix is the narrowest right there is',
    ...prefixes.map((prefix) => `IAM5[Resource::<${logicalId(bucket)}.Arn>/${prefix}*]`),
  );
