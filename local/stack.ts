import { afterStart } from './after-start.ts';
import { apis } from './apis.ts';
import { readAssembly, sealAssembly } from './assembly.ts';
import { type Cloud, cloudOf } from './cloud.ts';
import { cognito } from './cognito.ts';
import { deploy } from './deploy.ts';
import { pollQueue } from './event-source.ts';
import { eventSources } from './event-sources.ts';
import type { Handler } from './front-door.ts';
import { functionUrls } from './function-urls.ts';
import { lambdaEnvironment } from './functions.ts';
import { type Ground, prepareGround } from './ground.ts';
import { sendJson } from './http-body.ts';
import { REGION } from './identity.ts';
import { inspection } from './inspection.ts';
import { writeAtomically } from './json-file.ts';
import { issuerKeys } from './jwt.ts';
import { warnOfUnknownTypes } from './known-types.ts';
import type { InvokeResult } from './lambda-slot.ts';
import { laptopDns } from './laptop-dns.ts';
import { deliveriesOf, mailIn } from './mail-in.ts';
import { meter } from './meter.ts';
import { startPools } from './pools.ts';
import { Problem } from './problem.ts';
import { progress } from './progress.ts';
import { enforceRights } from './rights.ts';
import { sandbox } from './sandbox.ts';
import { runSchedules } from './schedules.ts';
import type { SecretStore } from './secrets.ts';
import { awsServices, serviceUrls } from './services.ts';
import { resourcesById, type StackFile } from './stack-description.ts';
import type { StackOptions } from './stack-options.ts';
import { tally as newTally } from './tally.ts';
import { call } from './wire.ts';

export type { StackOptions } from './stack-options.ts';

/** A stack that accepts work. */
export type RunningStack = {
  url: string;
  demo: boolean;
  cloud: Cloud;
  secrets: SecretStore;
  file: StackFile;
  /** Runs a function by logical id, name or ARN, past its queue. */
  invoke(functionName: string, event: unknown): Promise<InvokeResult>;
  /** An ID token of the demo agent, as the sign-in page would get it. */
  signIn(poolId: string, clientId: string): string;
  /** Takes no more work, lets what is at work finish (10 s at most), closes the stores. */
  stop(): Promise<void>;
};

const DRAIN_MS = 10_000;
const DOOR_MS = 2_500;
const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((done) => setTimeout(done, ms).unref())]);

const fetchJson = async (url: string): Promise<unknown> =>
  JSON.parse((await call(url, { method: 'GET' })).body.toString());

/** Whether requests from outside are taken; the stack's own calls are, from the first cold start to the last event. */
type Phase = 'starting' | 'open' | 'closing';

/** Synthesises, deploys and runs; resolves when everything accepts work. */
export async function startStack(options: StackOptions = {}): Promise<RunningStack> {
  const closers: (() => unknown)[] = [];
  const ground = await prepareGround(options, (error) => {
    progress(`an emulator ended: ${error.stack ?? error.message}`);
    process.exit(1); // what it held is on disk; the next start goes on from there
  });
  try {
    return await run(ground, options, closers);
  } catch (error) {
    for (const close of closers.reverse()) await close();
    await Promise.allSettled([ground.door.close(), ground.emulators.stop()]);
    ground.data.release();
    throw error;
  }
}

async function run(ground: Ground, options: StackOptions, closers: (() => unknown)[]): Promise<RunningStack> {
  const { data, door, emulators, folder } = ground;
  const { concurrency = 2, demo = false } = options;
  const { url } = door;
  const { sqsUrl, s3Url, dynamodbUrl } = emulators;

  // What the templates describe, made
  const cloud = cloudOf({ stacks: readAssembly(folder), sqsUrl, dns: laptopDns(url) });
  sealAssembly(folder);
  warnOfUnknownTypes(cloud);
  const { objects, secrets, parameters } = await deploy(cloud, emulators, data);
  const { threads } = emulators;
  const { grants, guard } = await enforceRights(cloud, { threads, dynamodbEndpoint: options.dynamodbEndpoint });

  // What works: functions, and all that calls them
  const tally = newTally();
  const endpoints = { sqs: sqsUrl, sns: sqsUrl, s3: s3Url, dynamodb: dynamodbUrl, ...serviceUrls(url) };
  const environment = { AWS_ENDPOINT_URL: `${url}/_aws/other`, ...lambdaEnvironment(endpoints) };
  const pools = startPools(cloud, { data, environment, grants, concurrency, tally });
  closers.push(pools.stop);
  const outside = sandbox(data.in('sandbox'));
  closers.push(outside.close);
  const signIn = cognito(cloud, { url, file: data.in('state', 'cognito.json') });
  const served = apis(cloud, { objects, poolOf: pools.find, guard, keysOf: issuerKeys(fetchJson) });
  const sources = eventSources(cloud, { poolOf: pools.find, concurrency });
  const deliveries = deliveriesOf(cloud);
  const mail = deliveries.length > 0 ? await mailIn(deliveries, objects, options.smtpPort ?? 0) : undefined;
  if (mail) closers.push(mail.stop);

  // Who asks finds it
  const file: StackFile = {
    url,
    pid: process.pid,
    startedAt: new Date().toISOString(),
    region: REGION,
    smtpPort: mail?.port ?? null,
    endpoints: { ...endpoints, secretsmanager: `${url}/_aws/secretsmanager` },
    resources: resourcesById(cloud),
    outputs: cloud.outputs(),
    meter: `${url}/_meter`,
    sandbox: `${url}/_sandbox`,
  };
  const inspect = inspection({ cloud, file, pools, emulators, meter: meter(tally, threads) });
  const aws = awsServices({ ssm: parameters, secrets, outside, tally, guard, poolOf: pools.find });
  let phase: Phase = 'starting';
  const own: Record<string, Handler> = {
    _aws: aws,
    _fn: functionUrls(cloud, pools.find),
    _ws: served.manageConnection,
    _cognito: signIn.handle,
    _stack: inspect.stack,
    _meter: inspect.meter,
    _sandbox: (request, response, { pathname }) =>
      outside.handle(request, response, pathname.slice('/_sandbox'.length)),
  };
  door.open({
    handle(request, response, address) {
      const handler = own[address.pathname.split('/')[1] ?? ''];
      if (handler) return handler(request, response, address);
      if (phase === 'open') return served.handle(request, response, address);
      return sendJson(response, 503, { message: phase }, { 'retry-after': '1' });
    },
    upgrade: (request, socket, head, address) =>
      phase === 'open' ? served.upgrade(request, socket, head, address) : void socket.destroy(),
  });
  await pools.warm();

  let pollers: { stop(): Promise<void> }[] = [];
  let schedules: { stop(): void } | undefined;
  async function stop(): Promise<void> {
    phase = 'closing';
    schedules?.stop();
    const drained = Promise.all([mail?.stop(), served.stop(), ...pollers.map((poller) => poller.stop())]);
    await within(DRAIN_MS, drained.then(pools.idle));
    await within(DOOR_MS, door.close());
    await pools.stop();
    await emulators.stop();
    outside.close();
    data.release();
  }
  let stopping: Promise<void> | undefined;
  const stack: RunningStack = {
    url,
    demo,
    cloud,
    secrets,
    file,
    async invoke(name, event) {
      const pool = pools.find(name);
      if (!pool) throw new Problem(`no function ${name} runs here`);
      return pool.invoke(event);
    },
    signIn: (poolId, clientId) => signIn.idToken(poolId, clientId),
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
  phase = 'open';
  await afterStart(stack);
  pollers = sources.map((source) => pollQueue(source, sqsUrl));
  schedules = runSchedules(cloud, { poolOf: pools.find, sqsUrl });
  writeAtomically(data.in('stack.json'), `${JSON.stringify(file, null, 2)}\n`);
  return stack;
}
