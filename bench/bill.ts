import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { round } from './figure.ts';

type Prices = {
  prices: Record<string, { value: number }>;
  scenarios: { id: string; usdPerMillion: number }[];
};
const list = JSON.parse(readFileSync(join(import.meta.dirname, 'prices.json'), 'utf8')) as Prices;

const price = (name: string): number => {
  const value = list.prices[name]?.value;
  if (typeof value !== 'number') throw new Error(`prices.json has no price ${name}`);
  return value;
};

/** Bytes that a run left in the table and in its index. */
export type Stored = { table: number; index: number };

/** Totals of the laptop's meter: service, operation, counter. */
export type Totals = Record<string, Record<string, Record<string, number>>>;

const sum = (operations: Record<string, Record<string, number>> = {}, counter: string) =>
  Object.values(operations).reduce((total, counts) => total + (counts[counter] ?? 0), 0);

/** Dollars a million messages by service, from what a run of `messages` used. Channel and e-mail fees are left out. */
export function billPerMillion(
  totals: Totals,
  { messages, logBytes, stored }: { messages: number; logBytes: number; stored: Stored },
) {
  const scale = 1_000_000 / messages;
  const millions = (count: number) => (count * scale) / 1_000_000;
  const gigabytes = (bytes: number) => (bytes * scale) / 1e9;
  const lines: Record<string, number> = {
    'Function URL of the signed API': millions(messages) * price('lambda.functionUrl'),
    SQS: millions(sum(totals.sqs, 'billed')) * price('sqs.standard'),
    'DynamoDB writes': millions(sum(totals.dynamodb, 'writeUnits')) * price('dynamodb.wru'),
    'DynamoDB reads': millions(sum(totals.dynamodb, 'readUnits')) * price('dynamodb.rru'),
    'DynamoDB storage and backups, a month':
      gigabytes(stored.table + stored.index) * price('dynamodb.storage') +
      gigabytes(stored.table) * price('dynamodb.pitr'),
    'Lambda requests': millions(sum(totals.lambda, 'invocations')) * price('lambda.request'),
    'Lambda time': sum(totals.lambda, 'gbSeconds') * scale * price('lambda.gbs.arm64'),
    S3:
      millions(sum({ PutObject: totals.s3?.PutObject ?? {} }, 'requests')) * price('s3.put') +
      millions(sum({ GetObject: totals.s3?.GetObject ?? {} }, 'requests')) * price('s3.get'),
    Logs: gigabytes(logBytes) * price('logs.ingest'),
  };
  const total = Object.values(lines).reduce((all, each) => all + each, 0);
  return {
    lines: Object.fromEntries(Object.entries(lines).map(([name, usd]) => [name, round(usd, 3)])),
    total: round(total, 2),
  };
}

export const naivePerMillion = list.scenarios.find(({ id }) => id === 'naive')?.usdPerMillion ?? Number.NaN;

/** Dollars a month at no traffic, by what the templates hold. */
export function idleMonth(resources: Record<string, number>) {
  const count = (type: string) => resources[type] ?? 0;
  const monthSeconds = 30 * 86_400;
  const polls = (count('AWS::Lambda::EventSourceMapping') * 5 * monthSeconds) / 20 / 1_000_000; // five pollers, 20 s each
  const lines: Record<string, number> = {
    keys: count('AWS::KMS::Key') * price('kms.key'),
    secrets: count('AWS::SecretsManager::Secret') * price('secrets.secret'),
    alarms: count('AWS::CloudWatch::Alarm') * price('cloudwatch.alarm'),
    polling: polls * price('sqs.standard'),
  };
  const total = Object.values(lines).reduce((all, each) => all + each, 0);
  return {
    lines: Object.fromEntries(Object.entries(lines).map(([name, usd]) => [name, round(usd, 2)])),
    total: round(total, 2),
  };
}
