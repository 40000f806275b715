import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import * as z from 'zod';
import type { Cloud } from './cloud.ts';
import { ACCOUNT, REGION } from './identity.ts';
import type { LambdaPool } from './lambda-pool.ts';
import { Problem } from './problem.ts';
import { progress } from './progress.ts';
import { awsCall } from './wire.ts';

const target = z.object({ Arn: z.string(), Input: z.string().optional() });
const schedule = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.string().default('ENABLED'),
  Target: target,
});
const rule = z.object({
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(target).default([]),
});

type Timer = { path: string; arn: string; expression: string; timezone: string; targets: z.infer<typeof target>[] };

const units: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `rate(5 minutes)` in milliseconds. */
export function rateMs(expression: string): number | undefined {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  return count === undefined ? undefined : Number(count) * (units[unit] ?? 0);
}

/** AWS's six fields (minute … year, Sunday is 1, `?` for either day) as croner's seven. */
export function cronPattern(expression: string): string | undefined {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  return fields?.length === 6 ? `0 ${fields.join(' ').replaceAll('?', '*')}` : undefined;
}

function timersOf(cloud: Cloud): Timer[] {
  const schedules = cloud.ofType('AWS::Scheduler::Schedule').flatMap((resource): Timer[] => {
    const { ScheduleExpression, ScheduleExpressionTimezone, State, Target } = schedule.parse(
      cloud.properties(resource),
    );
    const arn = resource.identity.attributes.Arn ?? '';
    const timer = {
      path: resource.path,
      arn,
      expression: ScheduleExpression,
      timezone: ScheduleExpressionTimezone,
      targets: [Target],
    };
    return State === 'ENABLED' ? [timer] : [];
  });
  const rules = cloud.ofType('AWS::Events::Rule').flatMap((resource): Timer[] => {
    const { ScheduleExpression, State, Targets } = rule.parse(cloud.properties(resource));
    if (State !== 'ENABLED') return [];
    if (!ScheduleExpression) {
      progress(`warning: ${resource.path}: event patterns are not matched locally`);
      return [];
    }
    const arn = resource.identity.attributes.Arn ?? '';
    return [{ path: resource.path, arn, expression: ScheduleExpression, timezone: 'UTC', targets: Targets }];
  });
  return [...schedules, ...rules];
}

const tick = (arn: string): object => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: ACCOUNT,
  time: `${new Date().toISOString().slice(0, 19)}Z`,
  region: REGION,
  resources: [arn],
  detail: {},
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

type Options = { poolOf(arn: string): LambdaPool | undefined; sqsUrl: string };

/** Runs the template's schedules. Those that fell due while the machine was off are not made up for. */
export function runSchedules(cloud: Cloud, { poolOf, sqsUrl }: Options): { stop(): void } {
  const jobs: { stop(): void }[] = [];

  /** Lambda tries an event that nobody waits for twice more. */
  async function invoke(pool: LambdaPool, event: unknown, path: string): Promise<void> {
    for (const waitMs of [5_000, 10_000, undefined]) {
      const result = await pool.invoke(event);
      if (result.kind === 'result') return;
      progress(`warning: ${path}: ${result.errorType}: ${result.errorMessage}`);
      if (waitMs !== undefined) await pause(waitMs);
    }
  }

  for (const { path, arn, expression, timezone, targets } of timersOf(cloud)) {
    const actions = targets.map(({ Arn, Input }) => {
      const pool = poolOf(Arn);
      const queue = cloud.byArn(Arn);
      if (pool) return () => invoke(pool, Input ? JSON.parse(Input) : tick(arn), path);
      if (queue?.type !== 'AWS::SQS::Queue')
        throw new Problem(`${path}: target ${Arn} is neither a function nor a queue run here`);
      const QueueUrl = queue.identity.ref;
      return () => awsCall('sqs', sqsUrl, 'SendMessage', { QueueUrl, MessageBody: Input ?? JSON.stringify(tick(arn)) });
    });
    const fire = (): void => {
      for (const action of actions)
        void action().catch((error: unknown) => progress(`warning: ${path}: ${String(error)}`));
    };
    const [every, pattern] = [rateMs(expression), cronPattern(expression)];
    if (every !== undefined) {
      const timer = setInterval(fire, every);
      jobs.push({ stop: () => clearInterval(timer) });
    } else if (pattern !== undefined) {
      jobs.push(new Cron(pattern, { timezone, alternativeWeekdays: true, mode: '7-part' }, fire));
    } else {
      throw new Problem(`${path}: the schedule ${expression} is not understood`);
    }
  }
  return { stop: () => jobs.forEach((job) => void job.stop()) };
}
