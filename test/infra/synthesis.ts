import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { BrandConfigInput } from '../../config/schema.ts';
import { parseConfig } from '../../config/schema.ts';
import demo from '../../heartline.config.ts';
import { DeskStack } from '../../lib/desk-stack.ts';
import { PipelineStack } from '../../lib/pipeline-stack.ts';

// The stacks as bin/heartline.ts composes them, with stubs for the bundled code and the built pages: rules over
// templates need neither.

export type Resource = { Type: string; Properties: Record<string, unknown>; DependsOn?: string | string[] };

const functionNames = readdirSync(join(import.meta.dirname, '../../functions'), { withFileTypes: true }).flatMap(
  (each) => (each.isDirectory() && each.name !== 'shared' ? [each.name] : []),
);

function stubs() {
  const folder = mkdtempSync(join(tmpdir(), 'heartline-infra-'));
  const make = (name: string, file: string) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, file), `${name}\n`);
    return join(folder, name);
  };
  return {
    code: Object.fromEntries(functionNames.map((name) => [name, make(name, 'index.mjs')])),
    pages: make('pages', 'index.html'),
  };
}

/** An app with one deployment for each stage named. */
export function anApp(stages: string[] = ['Heartline'], change: Partial<BrandConfigInput> = {}) {
  const app = new App();
  const config = parseConfig({ ...demo, ...change }, 'heartline.config.ts');
  const { code, pages } = stubs();
  const deployments = stages.map((stage) => {
    const desk = new DeskStack(app, `${stage}Desk`, { config, pages });
    return { desk, pipeline: new PipelineStack(app, `${stage}Pipeline`, { config, code, desk }) };
  });
  Tags.of(app).add('service', 'heartline');
  Tags.of(app).add('brand', config.brand);
  return { app, deployments };
}

/** A stack's resources by logical id. */
export const resourcesOf = (stack: Stack): Record<string, Resource> => Template.fromStack(stack).toJSON().Resources;

const { deployments } = anApp();

/** Every resource of one deployment, under `Stack/LogicalId`. */
export const resources: Record<string, Resource> = Object.fromEntries(
  deployments
    .flatMap(({ desk, pipeline }) => [desk, pipeline])
    .flatMap((stack) =>
      Object.entries(resourcesOf(stack)).map(([id, resource]) => [`${stack.stackName}/${id}`, resource]),
    ),
);

/** Resources of a type, with their ids. */
export const ofType = (...types: string[]) => Object.entries(resources).filter(([, { Type }]) => types.includes(Type));

/** The logical id that a `Ref` or `Fn::GetAtt` speaks of, within its stack. */
export function targetOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('Ref' in value) return String(value.Ref);
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) return String(value['Fn::GetAtt'][0]);
  return undefined;
}

/** What a `Ref` or `Fn::GetAtt` of one resource speaks of. */
export function lookUp(from: string, value: unknown): [string, Resource] {
  const id = `${from.split('/')[0]}/${targetOf(value)}`;
  const found = resources[id];
  if (!found) throw new Error(`${from} speaks of ${JSON.stringify(value)}, which is not in its stack`);
  return [id, found];
}

/** Resources of the CDK's own making: the function that copies the pages, and what belongs to it. */
export const isOfTheCdk = (id: string) =>
  /\/(CustomCDKBucketDeployment|CustomS3AutoDelete|LogRetention|AWS679f53fac)/.test(id);
