import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SetAside } from './each-event.ts';

/** Sends a record that can never succeed to the stage's dead letters, its reason as a message attribute. */
export function setAsideIn(deadLetterUrl: string): SetAside {
  const sqs = new SQSClient({ maxAttempts: 5 });
  return async ({ body }, reason) => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: deadLetterUrl,
        MessageBody: body,
        MessageAttributes: { reason: { DataType: 'String', StringValue: reason.slice(0, 1000) } },
      }),
    );
  };
}
