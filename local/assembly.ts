import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Problem } from './problem.ts';

const templateResource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});

const template = z.object({
  Resources: z.record(z.string(), templateResource).default({}),
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});
export type Template = z.infer<typeof template>;

/** A synthesised stack: its template, and where the files it refers to by object key lie on disk. */
export type StackTemplate = { name: string; template: Template; assets: Map<string, string> };

const manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const assetManifest = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function assetsIn(file: string, folder: string): [string, string][] {
  return Object.values(assetManifest.parse(readJson(file)).files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }): [string, string] => [objectKey, join(folder, source.path ?? '')]),
  );
}

/** Every stack of a cloud assembly (`cdk.out`), those of nested CDK stages included. */
export function readAssembly(folder: string): StackTemplate[] {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file))
    throw new Problem(`No synthesised app in ${folder}: run without --no-synth, or synthesise it first.`);
  const artifacts = Object.entries(manifest.parse(readJson(file)).artifacts);
  const assets = new Map(
    artifacts
      .filter(([, { type }]) => type === 'cdk:asset-manifest')
      .flatMap(([, { properties }]) => assetsIn(join(folder, String(properties.file)), folder)),
  );
  return artifacts.flatMap(([id, { type, properties }]): StackTemplate[] => {
    if (type === 'cdk:cloud-assembly') return readAssembly(join(folder, String(properties.directoryName)));
    if (type !== 'aws:cloudformation:stack') return [];
    const name = String(properties.stackName ?? id);
    return [{ name, template: template.parse(readJson(join(folder, String(properties.templateFile)))), assets }];
  });
}

/** Lambda takes `.js` without a package.json for CommonJS; without this file Node would ask the repository's own. */
export const sealAssembly = (folder: string): void =>
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
