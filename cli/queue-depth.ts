import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

async function counts(sqs: SQSClient, QueueUrl: string) {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Attributes;
}

/** Messages that wait in a queue. */
export const depthOf = async (sqs: SQSClient, queueUrl: string): Promise<number> =>
  Number((await counts(sqs, queueUrl)).ApproximateNumberOfMessages ?? 0);

/** Messages that wait, are being worked on, or come back later. */
export const underWay = async (sqs: SQSClient, queueUrl: string): Promise<number> =>
  Object.values(await counts(sqs, queueUrl)).reduce((sum, count) => sum + Number(count), 0);
