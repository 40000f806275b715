import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Command } from 'commander';
import { connect, type StackFlags, type StageQueues, stageNames, withStack } from './connection.ts';
import { Failure } from './failure.ts';
import { json, out, progressBar, table } from './print.ts';
import { depthOf } from './queue-depth.ts';

/** Moves a stage's dead letters back to its queue: sent first, deleted then, so that none is lost on the way. */
async function redrive(sqs: SQSClient, { queue, deadLetters }: StageQueues, step: () => void): Promise<number> {
  let moved = 0;
  const total = await depthOf(sqs, deadLetters); // letters that come back while we move are for the next time
  while (moved < total) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: deadLetters,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
        VisibilityTimeout: 60,
      }),
    );
    if (Messages.length === 0) break;
    for (const { Body = '', ReceiptHandle } of Messages) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: Body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetters, ReceiptHandle }));
      moved++;
      step();
    }
  }
  return moved;
}

/** Looks at dead letters without taking them: ids and reasons, never the customer's words. */
async function look(sqs: SQSClient, { stage, deadLetters }: StageQueues) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: deadLetters,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 1,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages.map(({ MessageId, MessageAttributes }) => ({
    stage,
    letter: MessageId,
    reason: MessageAttributes?.reason?.StringValue ?? 'failed five times: see the stage’s log',
  }));
}

/** `heartline redrive`: dead letters back to their queues, once what killed them is mended. */
export const redriveCommand = (program: Command) =>
  withStack(
    program
      .command('redrive')
      .description('dead letters back to their queues; handled twice, a message still has one effect'),
  )
    .argument('[stage]', `one of ${stageNames.join(', ')}; all unless told`)
    .option('--list', 'only show up to ten of each stage, with their reasons')
    .action(async (stage: string | undefined, flags: StackFlags & { list?: true }) => {
      const { stages } = await connect(flags);
      const chosen = stages.filter((each) => !stage || each.stage.toLowerCase() === stage.toLowerCase());
      if (chosen.length === 0) throw new Failure(`stage: must be one of ${stageNames.join(', ')}`, 2);
      const sqs = new SQSClient({});
      if (flags.list) {
        const letters = (await Promise.all(chosen.map((each) => look(sqs, each)))).flat();
        if (flags.json) json(letters);
        else if (letters.length === 0) out('no dead letters');
        else
          table(
            ['stage', 'letter', 'reason'],
            letters.map((each) => [each.stage, each.letter, each.reason]),
          );
        return;
      }
      const depths = await Promise.all(chosen.map(({ deadLetters }) => depthOf(sqs, deadLetters)));
      const bar = progressBar(
        'moved',
        depths.reduce((sum, depth) => sum + depth, 0),
      );
      const moved: Record<string, number> = {};
      for (const each of chosen) moved[each.stage] = await redrive(sqs, each, () => bar.step());
      bar.done();
      if (flags.json) json(moved);
      else table(['stage', 'moved'], Object.entries(moved));
    });
