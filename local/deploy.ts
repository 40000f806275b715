import type { JsonService } from './aws-json.ts';
import { deployBuckets } from './bucket-deployment.ts';
import { makeBuckets, type Objects, objectRules, objects } from './buckets.ts';
import type { Cloud } from './cloud.ts';
import type { DataFolder } from './data-folder.ts';
import type { Emulators } from './emulators.ts';
import { makeQueues } from './queues.ts';
import { type SecretStore, secretStore } from './secrets.ts';
import { parameterStore } from './ssm.ts';
import { makeTables } from './tables.ts';

/** What holds state, made as the templates describe it. */
export type Deployed = { objects: Objects; secrets: SecretStore; parameters: JsonService };

export async function deploy(cloud: Cloud, emulators: Emulators, data: DataFolder): Promise<Deployed> {
  const store = objects(emulators.s3Url);
  await Promise.all([
    makeQueues(cloud, emulators.sqsUrl),
    makeTables(cloud, emulators.dynamodbUrl),
    makeBuckets(cloud, emulators.s3Url),
  ]);
  await emulators.sqs.call('rules', objectRules(cloud));
  await deployBuckets(cloud, store, data.in('state', 'deployed-assets.json'));
  return {
    objects: store,
    secrets: secretStore(cloud, data.in('state', 'secrets.json')),
    parameters: parameterStore(cloud, data.in('state', 'parameters.json')),
  };
}
