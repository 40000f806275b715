import { existsSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Command } from 'commander';
import { knowledgePointer } from '../functions/shared/adapters/s3-knowledge.ts';
import { type Connection, connect, type StackFlags, withStack } from './connection.ts';
import { json, table } from './print.ts';
import { depthOf } from './queue-depth.ts';
import { openStores } from './stores.ts';

/** One thing looked at: whether it is well, what was seen, and what to do where it is not. */
export type Finding = { check: string; ok: boolean; seen: string; todo?: string };

const ok = (check: string, seen: string): Finding => ({ check, ok: true, seen });
const ill = (check: string, seen: string, todo: string): Finding => ({ check, ok: false, seen, todo });

/** Whether something listens on a port of this machine. */
export const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connectTcp({ port, host: '127.0.0.1', timeout: 1000 });
    const end = (heard: boolean) => {
      socket.destroy();
      resolve(heard);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });

function checkVersions(): Finding[] {
  const major = Number(process.versions.node.split('.')[0]);
  return [
    major >= 24
      ? ok('node', process.versions.node)
      : ill('node', process.versions.node, 'run it by npm (`npx heartline …`): the project brings Node 24 of its own'),
    existsSync(join(import.meta.dirname, '..', 'node_modules', 'fauxqs'))
      ? ok('packages', 'installed')
      : ill('packages', 'missing', 'npm ci'),
  ];
}

async function checkLocal({ pid, smtpPort, apiUrl }: Connection): Promise<Finding[]> {
  const port = Number(new URL(apiUrl).port);
  const alive = pid !== undefined && isAlive(pid);
  return [
    alive ? ok('process', `pid ${pid}`) : ill('process', 'the stack is not running', 'npm start'),
    (await listens(port)) ? ok('web port', String(port)) : ill('web port', `${port} does not answer`, 'npm start'),
    ...(smtpPort === undefined
      ? []
      : [
          (await listens(smtpPort))
            ? ok('mail port', String(smtpPort))
            : ill('mail port', `${smtpPort} does not answer`, 'npm start'),
        ]),
  ];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Runs a check; what it throws becomes a finding, so that one ill part hides no other. */
async function attempt(check: string, todo: string, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    return [ill(check, (error as Error).message || (error as Error).name, todo)];
  }
}

async function checkQueues({ stages }: Connection): Promise<Finding[]> {
  const sqs = new SQSClient({ maxAttempts: 2 });
  const findings = await Promise.all(
    stages.map(async ({ stage, queue, deadLetters }) => {
      const [waiting, dead] = await Promise.all([depthOf(sqs, queue), depthOf(sqs, deadLetters)]);
      const anchor = `docs/runbook.md#${stage.toLowerCase()}-dead-letters`;
      return [
        waiting < 1000
          ? ok(`${stage} queue`, `${waiting} waiting`)
          : ill(`${stage} queue`, `${waiting} waiting`, `docs/runbook.md#${stage.toLowerCase()}-stalled`),
        dead === 0
          ? ok(`${stage} dead letters`, 'none')
          : ill(`${stage} dead letters`, String(dead), `heartline redrive --list ${stage}; ${anchor}`),
      ];
    }),
  );
  return findings.flat();
}

async function checkStores(connection: Connection): Promise<Finding[]> {
  const { settings, secrets, bodies, ledger } = await openStores(connection);
  const { brand, teams } = await settings();
  const { slack } = await secrets();
  const pointer = await bodies.get(knowledgePointer(brand));
  const { sends } = await ledger.unsettled({ limit: 100 });
  return [
    ok('configuration', `brand ${brand}`),
    slack || !teams.some((team) => team.slack)
      ? ok('slack', slack ? 'connected' : 'not wanted')
      : ill(
          'slack',
          'teams want it and no webhook is known',
          'put {"slack":{"webhookUrl":…}} into the channels secret',
        ),
    pointer ? ok('knowledge base', 'imported') : ill('knowledge base', 'empty', 'heartline faq import <file>'),
    sends.length === 0
      ? ok('unsettled sends', 'none')
      : ill('unsettled sends', `${sends.length}`, 'look at them on the desk: docs/runbook.md#unsettled-sends'),
  ];
}

/** `heartline doctor`: is all well, and if not, what to do. Exit code 1 when anything is not. */
export const doctorCommand = (program: Command) =>
  withStack(
    program
      .command('doctor')
      .description('checks versions, ports, stack, queues and dead letters, and says what to do'),
  ).action(async (flags: StackFlags) => {
    const findings = checkVersions();
    await attempt('stack', 'npm start, or name a deployment with --stack', async () => {
      const connection = await connect(flags);
      if (connection.where === 'this machine') findings.push(...(await checkLocal(connection)));
      findings.push(
        ...(await attempt('queues', 'npm start', () => checkQueues(connection))),
        ...(await attempt('stores', 'npm start', () => checkStores(connection))),
      );
      return [];
    }).then((failed) => findings.push(...failed));
    if (flags.json) json(findings);
    else
      table(
        ['', 'what', 'seen', 'to do'],
        findings.map((each) => [each.ok ? 'ok' : '!!', each.check, each.seen, each.todo]),
      );
    if (findings.some((each) => !each.ok)) process.exitCode = 1;
  });
