#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { loadConfig } from '../config/load.ts';
import { BadConfig } from '../config/schema.ts';
import { bundleFunctions } from '../lib/bundle.ts';
import { DeskStack } from '../lib/desk-stack.ts';
import { PipelineStack } from '../lib/pipeline-stack.ts';

const root = join(import.meta.dirname, '..');
const app = new App({ outdir: process.env.CDK_OUTDIR ?? join(root, 'cdk.out') });

/** The brand's file: `-c config=…`, HEARTLINE_CONFIG, or the demo brand's. */
const file = resolve(root, app.node.tryGetContext('config') ?? process.env.HEARTLINE_CONFIG ?? 'heartline.config.ts');
/** Tells deployments in one account apart: `-c stage=test`. */
const stage: string = app.node.tryGetContext('stage') ?? 'Heartline';

const config = await loadConfig(file).catch((error: unknown) => {
  if (!(error instanceof BadConfig)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

execFileSync(process.execPath, [join(root, 'console', 'build.ts')], { stdio: ['ignore', 'ignore', 'inherit'] });
const code = await bundleFunctions();

const desk = new DeskStack(app, `${stage}Desk`, { config, pages: join(root, 'console', 'dist') });
new PipelineStack(app, `${stage}Pipeline`, { config, code, desk });

Tags.of(app).add('service', 'heartline');
Tags.of(app).add('brand', config.brand);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

app.synth();
