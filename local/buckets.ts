import * as z from 'zod';
import type { Cloud, Resource } from './cloud.ts';
import type { ObjectRule } from './object-events.ts';
import { progress } from './progress.ts';
import { UNMETERED } from './unmetered.ts';
import { type Answer, call } from './wire.ts';

/** A bucket of the local S3, as far as the runner itself needs one. */
export type Objects = {
  put(bucket: string, key: string, body: Buffer, headers: Record<string, string>): Promise<void>;
  get(bucket: string, key: string): Promise<Answer | undefined>;
  remove(bucket: string, key: string): Promise<void>;
};

const place = (s3Url: string, bucket: string, key: string): string =>
  `${s3Url}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;

export function objects(s3Url: string): Objects {
  const at = (bucket: string, key: string): string => place(s3Url, bucket, key);
  const expect = async (answer: Promise<Answer>): Promise<Answer> => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`S3 answered ${status}: ${body.toString().slice(0, 200)}`);
    return answer;
  };
  return {
    async put(bucket, key, body, headers) {
      await expect(call(at(bucket, key), { method: 'PUT', headers, body }));
    },
    async get(bucket, key) {
      const answer = await call(at(bucket, key), { method: 'GET', headers: { [UNMETERED]: '1' } });
      return answer.status === 404 ? undefined : answer;
    },
    async remove(bucket, key) {
      await expect(call(at(bucket, key), { method: 'DELETE', headers: { [UNMETERED]: '1' } }));
    },
  };
}

/** CloudFormation and CDK's own custom resource write the same settings with different words. */
const rule = z.object({ Name: z.string(), Value: z.string() });
const filter = z.object({
  S3Key: z.object({ Rules: z.array(rule).default([]) }).optional(),
  Key: z.object({ FilterRules: z.array(rule).default([]) }).optional(),
});
const queueConfiguration = z.object({
  Id: z.string().optional(),
  Event: z.string().optional(),
  Events: z.array(z.string()).optional(),
  Queue: z.string().optional(),
  QueueArn: z.string().optional(),
  Filter: filter.optional(),
});
const notifications = z.object({
  QueueConfigurations: z.array(queueConfiguration).default([]),
  LambdaConfigurations: z.array(z.unknown()).default([]),
  TopicConfigurations: z.array(z.unknown()).default([]),
});

function rulesFor(bucket: string, configuration: unknown, path: string): ObjectRule[] {
  const { QueueConfigurations, LambdaConfigurations, TopicConfigurations } = notifications.parse(configuration ?? {});
  if (LambdaConfigurations.length + TopicConfigurations.length > 0) {
    progress(`warning: ${path}: only queues hear of new objects locally`);
  }
  return QueueConfigurations.flatMap(({ Id, Event, Events, Queue, QueueArn, Filter }, index) => {
    const rules = Filter?.S3Key?.Rules ?? Filter?.Key?.FilterRules ?? [];
    const value = (name: string): string => rules.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? '';
    const queueArn = Queue ?? QueueArn ?? '';
    return [...(Events ?? []), ...(Event ? [Event] : [])].map(
      (event): ObjectRule => ({
        id: Id ?? `${path}-${index}`,
        bucket,
        queueArn,
        event,
        prefix: value('prefix'),
        suffix: value('suffix'),
      }),
    );
  });
}

/** Who hears of new objects, over all buckets. */
export const objectRules = (cloud: Cloud): ObjectRule[] => [
  ...cloud
    .ofType('AWS::S3::Bucket')
    .flatMap((bucket) =>
      rulesFor(bucket.identity.ref, cloud.properties(bucket).NotificationConfiguration, bucket.path),
    ),
  ...cloud.ofType('Custom::S3BucketNotifications').flatMap((custom) => {
    const { BucketName, NotificationConfiguration } = cloud.properties(custom);
    return rulesFor(String(BucketName), NotificationConfiguration, custom.path);
  }),
];

/** Makes the template's buckets. Earlier versions of an object are not kept: fauxqs has no versioning. */
export async function makeBuckets(cloud: Cloud, s3Url: string): Promise<void> {
  const make = async ({ identity }: Resource): Promise<void> => {
    await call(`${s3Url}/${identity.ref}`, { method: 'PUT', headers: { [UNMETERED]: '1' } });
  };
  await Promise.all(cloud.ofType('AWS::S3::Bucket').map(make));
}
