import * as z from 'zod';
import type { Cloud, Resource } from './cloud.ts';
import { ACCOUNT } from './identity.ts';
import { awsCall, WireError } from './wire.ts';

const attribute = z.union([z.string(), z.number(), z.boolean()]).optional();
const queueProperties = z.object({
  VisibilityTimeout: attribute,
  DelaySeconds: attribute,
  MaximumMessageSize: attribute,
  MessageRetentionPeriod: attribute,
  ReceiveMessageWaitTimeSeconds: attribute,
  FifoQueue: attribute,
  ContentBasedDeduplication: attribute,
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});

/** The queue attributes of a template's queue, in the strings that SQS speaks. */
export function queueAttributes(properties: unknown): Record<string, string> {
  const { RedrivePolicy, ...rest } = queueProperties.parse(properties);
  const plain = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(plain.map(([name, value]) => [name, String(value)])),
    ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
  };
}

export const visibilityTimeout = (properties: unknown): number =>
  Number(queueAttributes(properties).VisibilityTimeout ?? 30);

/** Makes the template's queues, or brings those that are there up to the template; their messages stay. */
export async function makeQueues(cloud: Cloud, sqsUrl: string): Promise<void> {
  const call = (operation: string, input: object) => awsCall('sqs', sqsUrl, operation, input, { unmetered: true });
  const make = async (queue: Resource): Promise<void> => {
    const attributes = queueAttributes(cloud.properties(queue));
    const QueueName = queue.identity.attributes.QueueName;
    try {
      await call('CreateQueue', { QueueName, Attributes: attributes });
    } catch (error) {
      if (!(error instanceof WireError && error.code === 'QueueNameExists')) throw error;
    }
    const { FifoQueue: _, ...settable } = attributes;
    const cleared = { RedrivePolicy: '', ...settable };
    await call('SetQueueAttributes', { QueueUrl: `${sqsUrl}/${ACCOUNT}/${QueueName}`, Attributes: cleared });
  };
  await Promise.all(cloud.ofType('AWS::SQS::Queue').map(make));
}
