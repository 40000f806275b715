import type { S3Store } from './fauxqs-parts.ts';
import { SqsStore } from './fauxqs-parts.ts';
import { REGION } from './identity.ts';

/** Which new objects a queue wants to hear of. */
export type ObjectRule = {
  id: string;
  bucket: string;
  queueArn: string;
  event: string;
  prefix: string;
  suffix: string;
};

type Stored = { key: string; etag: string; contentLength: number };

const isWanted = (rule: ObjectRule, bucket: string, key: string, name: string): boolean =>
  rule.bucket === bucket &&
  (rule.event === 's3:ObjectCreated:*' || rule.event === `s3:${name}`) &&
  key.startsWith(rule.prefix) &&
  key.endsWith(rule.suffix);

let sequence = 0;

function eventRecord(rule: ObjectRule, { key, etag, contentLength }: Stored, eventName: string): object {
  const sequencer = `${Date.now().toString(16).padStart(14, '0')}${(sequence++ % 65536).toString(16).padStart(4, '0')}`;
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: REGION,
    eventTime: new Date().toISOString(),
    eventName,
    userIdentity: { principalId: 'LOCAL' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': sequencer, 'x-amz-id-2': 'local' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: rule.id,
      bucket: { name: rule.bucket, ownerIdentity: { principalId: 'LOCAL' }, arn: `arn:aws:s3:::${rule.bucket}` },
      object: {
        key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
        size: contentLength,
        eTag: etag.replaceAll('"', ''),
        sequencer: sequencer.toUpperCase(),
      },
    },
  };
}

/** Puts an event on the queue in the turn, and so in the commit, in which the object is stored. */
export function announceObjects(s3: S3Store, sqs: SqsStore, rules: () => ObjectRule[]): void {
  const announce = (bucket: string, object: Stored, name: string): void => {
    for (const rule of rules()) {
      if (!isWanted(rule, bucket, object.key, name)) continue;
      const body = JSON.stringify({ Records: [eventRecord(rule, object, name)] });
      sqs.getQueueByArn(rule.queueArn)?.enqueue(SqsStore.createMessage(body));
    }
  };
  const put = s3.putObject.bind(s3);
  s3.putObject = (bucket, key, ...rest) => {
    const object = put(bucket, key, ...rest);
    announce(bucket, object, 'ObjectCreated:Put');
    return object;
  };
  const complete = s3.completeMultipartUpload.bind(s3);
  s3.completeMultipartUpload = (uploadId, ...rest) => {
    const uploads = Reflect.get(s3, 'multipartUploads') as Map<string, { bucket: string }>;
    const bucket = uploads.get(uploadId)?.bucket;
    const object = complete(uploadId, ...rest);
    if (bucket) announce(bucket, object, 'ObjectCreated:CompleteMultipartUpload');
    return object;
  };
}
