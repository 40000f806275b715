import { mkdirSync } from 'node:fs';
import type { DataFolder } from './data-folder.ts';
import { progress } from './progress.ts';
import { startThread, type Thread } from './thread-calls.ts';

/** fauxqs (SQS, S3) and dynalite (DynamoDB), each in a thread of its own, so that pollers and HTTP stay responsive. */
export type Emulators = {
  sqs: Thread;
  threads: Thread[];
  sqsUrl: string;
  s3Url: string;
  dynamodbUrl: string;
  stop(): Promise<void>;
};

type Options = { data: DataFolder; dynamodbEndpoint?: string | undefined; onCrash(error: Error): void };

function start(module: string, folder: string, onCrash: (error: Error) => void): Thread {
  mkdirSync(folder, { recursive: true });
  return startThread(new URL(module, import.meta.url), { folder }, onCrash);
}

export async function startEmulators({ data, dynamodbEndpoint, onCrash }: Options): Promise<Emulators> {
  const sqs = start('./sqs-s3-thread.ts', data.in('sqs-s3'), onCrash);
  const dynamodb = dynamodbEndpoint ? undefined : start('./dynamodb-thread.ts', data.in('dynamodb'), onCrash);
  const threads = [sqs, ...(dynamodb ? [dynamodb] : [])];
  const [queues, tables] = await Promise.all([
    sqs.call<{ url: string; orphans: number }>('listen'),
    dynamodb?.call<{ url: string }>('listen'),
  ]);
  if (queues.orphans > 0)
    progress(`${queues.orphans} messages were at work when the last run ended: they are tried again`);
  return {
    sqs,
    threads,
    sqsUrl: queues.url,
    s3Url: queues.url,
    dynamodbUrl: tables?.url ?? dynamodbEndpoint ?? '',
    stop: async () => void (await Promise.all(threads.map((thread) => thread.stop()))),
  };
}
