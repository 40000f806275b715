import type { Cloud } from './cloud.ts';
import { grantsOf } from './iam-grants.ts';
import { type Grants, type Guard, guard } from './iam-guard.ts';
import { progress } from './progress.ts';
import type { Thread } from './thread-calls.ts';

/** What the functions may do: told to the emulators' threads, and kept for the services of this one. */
export type Rights = { grants: Grants; guard: Guard };

type Options = { threads: Thread[]; dynamodbEndpoint: string | undefined };

export async function enforceRights(cloud: Cloud, { threads, dynamodbEndpoint }: Options): Promise<Rights> {
  // DynamoDB Local keeps tables apart by access key: with keys of their own, functions would not find them there.
  if (dynamodbEndpoint !== undefined)
    progress('with a DynamoDB of your own, the rights of functions are not checked: all sign with the same key');
  const grants = dynamodbEndpoint === undefined ? grantsOf(cloud) : {};
  const own = guard();
  own.learn(grants);
  await Promise.all(threads.map((thread) => thread.call('grants', grants)));
  return { grants, guard: own };
}
