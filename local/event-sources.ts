import * as z from 'zod';
import type { Cloud, Resource } from './cloud.ts';
import type { EventSource } from './event-source.ts';
import type { LambdaPool } from './lambda-pool.ts';
import { Problem } from './problem.ts';
import { progress } from './progress.ts';
import { visibilityTimeout } from './queues.ts';

const mappingProperties = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string().default(''),
  BatchSize: z.coerce.number().default(10),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number().optional() }).optional(),
  Enabled: z.union([z.boolean(), z.string()]).default(true),
  FilterCriteria: z.unknown().optional(),
});

type Options = { poolOf(arn: string): LambdaPool | undefined; concurrency: number };

/** The template's mappings from queues to functions, as far as they are switched on. */
export function eventSources(cloud: Cloud, { poolOf, concurrency }: Options): EventSource[] {
  return cloud.ofType('AWS::Lambda::EventSourceMapping').flatMap((resource: Resource): EventSource[] => {
    const mapping = mappingProperties.parse(cloud.properties(resource));
    if (String(mapping.Enabled) === 'false') return [];
    const queue = cloud.byArn(mapping.EventSourceArn);
    if (queue?.type !== 'AWS::SQS::Queue') {
      progress(`warning: ${resource.path}: only queues feed functions locally, not ${mapping.EventSourceArn}`);
      return [];
    }
    const pool = poolOf(mapping.FunctionName);
    if (!pool) throw new Problem(`${resource.path}: function ${mapping.FunctionName} is not run on this machine`);
    if (mapping.FilterCriteria) progress(`warning: ${resource.path}: filters are not applied locally`);
    const timeout = visibilityTimeout(cloud.properties(queue));
    if (timeout * 1000 < pool.spec.timeoutMs) {
      throw new Problem(
        `${resource.path}: AWS refuses a queue whose visibility timeout (${timeout} s) is below its function's timeout`,
      );
    }
    return [
      {
        queueUrl: queue.identity.ref,
        queueArn: mapping.EventSourceArn,
        visibilityTimeout: timeout,
        batchSize: mapping.BatchSize,
        windowMs: mapping.MaximumBatchingWindowInSeconds * 1000,
        reportsItemFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        concurrency: Math.min(mapping.ScalingConfig?.MaximumConcurrency ?? concurrency, concurrency),
        invoke: pool.invoke,
      },
    ];
  });
}
