import type { Cloud } from './cloud.ts';
import type { DataFolder } from './data-folder.ts';
import { functionLog } from './function-log.ts';
import { functionSpec } from './functions.ts';
import type { Grants } from './iam-guard.ts';
import { type LambdaPool, lambdaPool } from './lambda-pool.ts';
import { progress } from './progress.ts';
import type { Tally } from './tally.ts';

/** All functions of the template, found by logical id, name or ARN. */
export type Pools = {
  all: LambdaPool[];
  find(nameOrArn: string): LambdaPool | undefined;
  /** Loads every function once, so that one which cannot start says so now and not at its first event. */
  warm(): Promise<void>;
  /** Resolves when no event is at work. */
  idle(): Promise<void>;
  /** Ends all at once, whatever they are at. */
  stop(): Promise<void>;
};

type Options = {
  data: DataFolder;
  environment: Record<string, string>;
  grants: Grants;
  concurrency: number;
  tally: Tally;
};

export function startPools(cloud: Cloud, { data, environment, grants, concurrency, tally }: Options): Pools {
  const all = cloud.ofType('AWS::Lambda::Function').flatMap((resource): LambdaPool[] => {
    const spec = functionSpec(cloud, resource, { folder: data.in('inline'), environment, grants });
    if (!spec) return [];
    const log = functionLog(data.in('logs', `${spec.name}.log`));
    // An API does not wait for a free slot as a queue does, so there is room beside the queues' share.
    return [lambdaPool(spec, { limit: 2 * concurrency, log, tally })];
  });
  return {
    all,
    find: (name) =>
      all.find(
        ({ spec }) => spec.arn === name || spec.name === name || spec.id === name || name.startsWith(`${spec.arn}:`),
      ),
    async warm() {
      const warmOne = async (pool: LambdaPool): Promise<void> => {
        const problem = await pool.warm();
        if (problem?.kind === 'error') {
          progress(
            `warning: ${pool.spec.name} does not start: ${problem.errorType}: ${problem.errorMessage} (logs/${pool.spec.name}.log)`,
          );
        }
      };
      await Promise.all(all.map(warmOne));
    },
    idle: async () => void (await Promise.all(all.map((pool) => pool.idle()))),
    stop: async () => void (await Promise.all(all.map((pool) => pool.stop()))),
  };
}
