import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { OwnFunction } from './own-function.ts';

export type QueueWorkerProps = {
  code: string;
  key: IKey;
  alarms: ITopic;
  /** What a customer or a colleague loses while this worker fails; shown in the alarm. */
  impact: string;
  timeout: Duration;
  memoryMb: number;
  /** Workers at once: what keeps a flood from drowning the table and the channels. */
  maxConcurrency: number;
  /** Age of the oldest message from which the stage counts as stalled. */
  stalledAfter: Duration;
  batchSize?: number;
  environment?: Record<string, string>;
};

/** A stage: its queue, dead letters, worker, alarms and the way to the runbook. */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly worker: OwnFunction;
  readonly #name: string;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    this.#name = id;
    const {
      code,
      key,
      alarms,
      impact,
      timeout,
      memoryMb,
      maxConcurrency,
      stalledAfter,
      batchSize = 10,
      environment = {},
    } = props;
    const encrypted = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      dataKeyReuse: Duration.hours(24), // a data key a day and queue, rather than one every five minutes
      enforceSSL: true,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...encrypted, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...encrypted,
      retentionPeriod: Duration.days(10),
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()), // AWS asks for six times the worker's timeout
      receiveMessageWaitTime: Duration.seconds(20),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    this.worker = new OwnFunction(this, 'Worker', {
      code,
      timeout,
      memoryMb,
      environment: { DEAD_LETTER_URL: this.deadLetters.queueUrl, ...environment },
    });
    this.worker.fn.addEventSource(
      new SqsEventSource(this.queue, { batchSize, reportBatchItemFailures: true, maxConcurrency }),
    );
    // Records that no retry can help are set aside with their reason by the worker itself.
    this.worker.may(['sqs:SendMessage'], this.deadLetters.queueArn);
    this.worker.may(['kms:Decrypt', 'kms:GenerateDataKey'], key.keyArn);

    const runbook = (what: string) => `${impact}\nRunbook: docs/runbook.md#${id.toLowerCase()}-${what}`;
    const alarm = { evaluationPeriods: 1, treatMissingData: TreatMissingData.NOT_BREACHING };
    const action = new SnsAction(alarms);
    new Alarm(this, 'DeadLettersAlarm', {
      ...alarm,
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      alarmDescription: runbook('dead-letters'),
    }).addAlarmAction(action);
    new Alarm(this, 'StalledAlarm', {
      ...alarm,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
      threshold: stalledAfter.toSeconds(),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      alarmDescription: runbook('stalled'),
    }).addAlarmAction(action);
  }

  /** Lets this stage's worker speak to others: it may send to their queues, and knows where they are. */
  feeds(...stages: QueueWorker[]) {
    for (const stage of stages) stage.isFedBy(this.worker);
  }

  /** Lets a function speak to this stage. */
  isFedBy(speaker: OwnFunction) {
    speaker.may(['sqs:SendMessage'], this.queue.queueArn);
    speaker.knows(`${this.#name.toUpperCase()}_QUEUE_URL`, this.queue.queueUrl);
  }
}
