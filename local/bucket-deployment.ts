import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { Objects } from './buckets.ts';
import type { Cloud, Resource } from './cloud.ts';
import { contentType } from './content-type.ts';
import { jsonFile } from './json-file.ts';
import { Problem } from './problem.ts';
import { UNMETERED } from './unmetered.ts';

const flag = z.union([z.boolean(), z.string()]).transform((value) => String(value) === 'true');
const deploymentProperties = z.object({
  SourceObjectKeys: z.array(z.string()),
  SourceMarkers: z.array(z.record(z.string(), z.string())).default([]),
  DestinationBucketName: z.string(),
  DestinationBucketKeyPrefix: z.string().default(''),
  Prune: flag.default(true),
  Extract: flag.default(true),
  SystemMetadata: z.record(z.string(), z.string()).default({}),
});

type Deployed = Record<string, { digest: string; keys: string[] }>;

/** Every file below a folder, by its path from there; a single file stands for itself. */
function filesIn(path: string): [name: string, file: string][] {
  if (statSync(path).isFile()) return [[basename(path), path]];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file): [string, string] => [file.slice(path.length + 1).replaceAll('\\', '/'), file]);
}

/**
 * Values known at deployment only stand in the files as markers, such as the API's address in a config.json. An address
 * can be made of several, so it is turned to the laptop's once they are all in place.
 */
function withMarkers(content: Buffer, markers: Record<string, string>, local: Cloud['local']): Buffer {
  const entries = Object.entries(markers);
  if (entries.length === 0) return content;
  const text = entries.reduce((filled, [marker, value]) => filled.replaceAll(marker, value), content.toString());
  return Buffer.from(local(text));
}

/** Copies assets into their buckets, as CDK's bucket deployments do; what has not changed since last time is left. */
export async function deployBuckets(cloud: Cloud, objects: Objects, file: string): Promise<void> {
  const { state, save } = jsonFile<Deployed>(file, {});

  async function deploy(resource: Resource): Promise<void> {
    const wanted = deploymentProperties.parse(cloud.properties(resource));
    const prefix = wanted.DestinationBucketKeyPrefix.replace(/([^/])$/, '$1/').replace(/^\//, '');
    const contents = wanted.SourceObjectKeys.flatMap((key, index) => {
      const path = cloud.asset(resource.stack, key);
      if (!path) throw new Problem(`${resource.path}: asset ${key} is not in the synthesised app`);
      const markers = wanted.SourceMarkers[index] ?? {};
      return filesIn(path).map(([name, from]): [string, Buffer] => [
        prefix + name,
        withMarkers(readFileSync(from), markers, cloud.local),
      ]);
    });
    const hash = createHash('sha256').update(JSON.stringify(wanted));
    for (const [key, content] of contents) hash.update(key).update(content);
    const digest = hash.digest('hex');
    const place = `${resource.stack}/${resource.id}`;
    const before = state[place];
    if (before?.digest === digest) return;
    const put = ([key, content]: [string, Buffer]): Promise<void> => {
      const headers = { 'content-type': contentType(key), ...wanted.SystemMetadata, [UNMETERED]: '1' };
      return objects.put(wanted.DestinationBucketName, key, content, headers);
    };
    await Promise.all(contents.map(put));
    const keys = contents.map(([key]) => key);
    const left = wanted.Prune ? (before?.keys ?? []).filter((key) => !keys.includes(key)) : [];
    await Promise.all(left.map((key) => objects.remove(wanted.DestinationBucketName, key)));
    state[place] = { digest, keys };
    save();
  }

  // One after the other: CDK makes a later deployment into the same bucket depend on the earlier.
  for (const resource of cloud.ofType('Custom::CDKBucketDeployment')) await deploy(resource);
}
