import type { Cloud } from './cloud.ts';
import type { FunctionSpec } from './lambda-slot.ts';
import type { QueueDepth } from './sqs-s3-thread.ts';

/** What other processes need to find everything: `stack.json` in the data folder. */
export type StackFile = {
  url: string;
  pid: number;
  startedAt: string;
  region: string;
  smtpPort: number | null;
  endpoints: Record<string, string>;
  resources: Record<string, { type: string; ref: string; arn: string; stack: string; path: string }>;
  outputs: Record<string, Record<string, string>>;
  meter: string;
  sandbox: string;
};

/** By logical id; one that two stacks share is told apart by its stack's name in front. */
export function resourcesById(cloud: Cloud): StackFile['resources'] {
  const found: StackFile['resources'] = {};
  for (const { id, type, identity, stack, path } of cloud.resources) {
    found[id in found ? `${stack}/${id}` : id] = {
      type,
      ref: identity.ref,
      arn: identity.attributes.Arn ?? identity.ref,
      stack,
      path,
    };
  }
  return found;
}

type QueueState = Omit<QueueDepth, 'name'> & { name: string; deadLetters: number };

/** Each queue that is not itself for dead letters, with what lies in it and in its dead letters. */
export function queueStates(cloud: Cloud, depths: QueueDepth[]): Record<string, QueueState> {
  const depthOf = (arn: unknown): QueueDepth | undefined => depths.find(({ name }) => String(arn).endsWith(`:${name}`));
  return Object.fromEntries(
    cloud.ofType('AWS::SQS::Queue').map((queue) => {
      const policy = cloud.properties(queue).RedrivePolicy as { deadLetterTargetArn?: string } | undefined;
      const own = depthOf(queue.identity.attributes.Arn) ?? {
        name: queue.identity.attributes.QueueName ?? '',
        ready: 0,
        inFlight: 0,
        delayed: 0,
      };
      return [queue.id, { ...own, deadLetters: (policy && depthOf(policy.deadLetterTargetArn)?.ready) ?? 0 }];
    }),
  );
}

export const functionList = (specs: FunctionSpec[]): object[] =>
  specs.map(({ id, name, arn, handler, timeoutMs, memoryMb }) => ({
    id,
    name,
    arn,
    handler,
    timeoutMs,
    memoryMb,
    log: `logs/${name}.log`,
  }));
