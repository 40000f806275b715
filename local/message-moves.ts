import type { SqsQueue, SqsStore } from './fauxqs-parts.ts';

type MoveTask = { TaskHandle: string; Status: 'COMPLETED'; SourceArn: string; DestinationArn?: string; moved: number };

/** What fauxqs leaves out: moving dead letters back. A laptop's queue is moved in one go, so a task is done when started. */
export type MessageMoves = {
  handle(action: string, body: Record<string, unknown>): Record<string, unknown> | undefined;
};

const redrivesTo = (queue: SqsQueue, arn: string): boolean => {
  const policy = JSON.parse(queue.attributes.RedrivePolicy ?? '{}') as { deadLetterTargetArn?: string };
  return policy.deadLetterTargetArn === arn;
};

export function messageMoves(store: SqsStore): MessageMoves {
  const tasks: MoveTask[] = [];

  function start(SourceArn: string, DestinationArn?: string): MoveTask {
    const source = store.getQueueByArn(SourceArn);
    const destination = DestinationArn
      ? store.getQueueByArn(DestinationArn)
      : [...store.allQueues()].find((queue) => redrivesTo(queue, SourceArn));
    if (!source || !destination) throw new Error('ResourceNotFoundException');
    source.processTimers();
    const messages = source.messages.splice(0);
    for (const message of messages) {
      message.approximateReceiveCount = 0;
      destination.enqueue(message); // the same id replaces the row, so the message is in one queue at any moment
    }
    const task: MoveTask = {
      TaskHandle: `local-${tasks.length + 1}`,
      Status: 'COMPLETED',
      SourceArn,
      ...(DestinationArn && { DestinationArn }),
      moved: messages.length,
    };
    tasks.push(task);
    return task;
  }

  const describe = ({ moved, ...task }: MoveTask) => ({
    ...task,
    ApproximateNumberOfMessagesMoved: moved,
    ApproximateNumberOfMessagesToMove: moved,
  });

  return {
    handle(action, { SourceArn, DestinationArn }) {
      if (action === 'StartMessageMoveTask') {
        const destination = typeof DestinationArn === 'string' ? DestinationArn : undefined;
        return { TaskHandle: start(String(SourceArn), destination).TaskHandle };
      }
      if (action === 'ListMessageMoveTasks') {
        return {
          Results: tasks
            .filter((task) => task.SourceArn === SourceArn)
            .map(describe)
            .reverse(),
        };
      }
      return undefined;
    },
  };
}
