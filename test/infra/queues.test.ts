import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookUp, ofType, type Resource, targetOf } from './synthesis.ts';

const queues = ofType('AWS::SQS::Queue');
const mappings = ofType('AWS::Lambda::EventSourceMapping');
const alarms = ofType('AWS::CloudWatch::Alarm');

type Redrive = { deadLetterTargetArn: unknown; maxReceiveCount: number } | undefined;
const redriveOf = ({ Properties }: Resource) => Properties.RedrivePolicy as Redrive;

const deadLetters = queues.flatMap(([id, queue]) => {
  const redrive = redriveOf(queue);
  return redrive ? [lookUp(id, redrive.deadLetterTargetArn)] : [];
});
const isDeadLetters = (id: string) => deadLetters.some(([each]) => each === id);

/** Alarms on a metric of a queue. */
const alarmsOn = (queueId: string, metric: string) =>
  alarms.filter(([id, { Properties }]) => {
    const dimensions = (Properties.Dimensions ?? []) as { Name: string; Value: unknown }[];
    const queue = dimensions.find(({ Name }) => Name === 'QueueName');
    return Properties.MetricName === metric && queue && `${id.split('/')[0]}/${targetOf(queue.Value)}` === queueId;
  });

describe('queues', () => {
  it('exist', () => {
    expect(queues.length).toBeGreaterThanOrEqual(10);
    expect(mappings.length).toBeGreaterThanOrEqual(5);
  });

  it.each(queues)('%s has dead letters, or is dead letters', (id, queue) => {
    expect(redriveOf(queue) !== undefined || isDeadLetters(id)).toBe(true);
  });

  it.each(queues.filter(([id]) => !isDeadLetters(id)))(
    '%s gives a message five tries or more before it is dead',
    (_id, queue) => {
      expect(redriveOf(queue)?.maxReceiveCount).toBeGreaterThanOrEqual(5);
    },
  );

  it.each(queues.filter(([id]) => isDeadLetters(id)))(
    '%s keeps the dead for 14 days, longer than its source',
    (id, { Properties }) => {
      expect(Properties.MessageRetentionPeriod).toBe(14 * 86_400);
      for (const [source, queue] of queues.filter(
        ([
          each,
          {
            Properties: { RedrivePolicy },
          },
        ]) => RedrivePolicy && lookUp(each, (RedrivePolicy as NonNullable<Redrive>).deadLetterTargetArn)[0] === id,
      )) {
        expect(Number(queue.Properties.MessageRetentionPeriod), source).toBeLessThan(14 * 86_400);
      }
    },
  );

  it.each(queues.filter(([id]) => isDeadLetters(id)))('%s raises an alarm at the first dead message', (id) => {
    const [[, alarm] = []] = alarmsOn(id, 'ApproximateNumberOfMessagesVisible');

    expect(alarm?.Properties).toMatchObject({
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  it.each(queues.filter(([id]) => !isDeadLetters(id)))('%s raises an alarm when it stalls', (id) => {
    expect(alarmsOn(id, 'ApproximateAgeOfOldestMessage')).not.toEqual([]);
  });

  it.each(queues)('%s is encrypted under our key and takes nothing without TLS', (id, { Properties }) => {
    expect(lookUp(id, Properties.KmsMasterKeyId)[1].Type).toBe('AWS::KMS::Key');
    const policies = ofType('AWS::SQS::QueuePolicy').filter(([each, policy]) =>
      (policy.Properties.Queues as unknown[]).some((queue) => `${each.split('/')[0]}/${targetOf(queue)}` === id),
    );
    expect(JSON.stringify(policies)).toContain('"aws:SecureTransport":"false"');
  });
});

describe('event source mappings', () => {
  it.each(mappings)(
    '%s fails its records one by one, and keeps a bound on how many work at once',
    (_id, { Properties }) => {
      expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect((Properties.ScalingConfig as { MaximumConcurrency: number }).MaximumConcurrency).toBeGreaterThanOrEqual(2);
      expect(Properties.BatchSize).toBeLessThanOrEqual(10);
    },
  );

  it.each(mappings)(
    '%s reads a queue that hides a message for six times its worker’s timeout',
    (id, { Properties }) => {
      const [, queue] = lookUp(id, Properties.EventSourceArn);
      const [, worker] = lookUp(id, Properties.FunctionName);
      const window = Number(Properties.MaximumBatchingWindowInSeconds ?? 0);

      expect(Number(queue.Properties.VisibilityTimeout)).toBeGreaterThanOrEqual(
        6 * Number(worker.Properties.Timeout) + window,
      );
    },
  );

  it.each(mappings)('%s reads a queue that is not dead letters', (id, { Properties }) => {
    expect(isDeadLetters(lookUp(id, Properties.EventSourceArn)[0])).toBe(false);
  });
});

describe('alarms', () => {
  const runbook = () => {
    try {
      return readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    } catch {
      return undefined;
    }
  };
  /** Headings as links within a page name them: lower case, spaces as hyphens, no other signs. */
  const anchors = (page: string) =>
    [...page.matchAll(/^#+ +(.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    );

  it.each(alarms)('%s says what is lost and where the runbook goes on', (_id, { Properties }) => {
    const [impact, way] = String(Properties.AlarmDescription).split('\nRunbook: ');

    expect(impact?.length).toBeGreaterThan(20);
    expect(way).toMatch(/^docs\/runbook\.md#[a-z0-9-]+$/);
  });

  it.each(alarms)('%s reaches somebody', (id, { Properties }) => {
    const [action] = Properties.AlarmActions as unknown[];

    expect(lookUp(id, action)[1].Type).toBe('AWS::SNS::Topic');
  });

  it('each have a section in docs/runbook.md', () => {
    const page = runbook();
    if (page === undefined) throw new Error('docs/runbook.md is not there: every alarm links into it');
    const wanted = alarms.map(([, { Properties }]) => String(Properties.AlarmDescription).split('#')[1] ?? '');
    const missing = wanted.filter((anchor) => !anchors(page).includes(anchor));

    expect(missing, 'alarms whose section is missing').toEqual([]);
  });
});
