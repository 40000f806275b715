import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import { type Connection, localConnection } from '../../cli/connection.ts';
import { openStores, type Stores } from '../../cli/stores.ts';
import type { UnsettledView } from '../../functions/desk-api/views.ts';
import type { Callback } from '../../functions/shared/channels/http-api/send.ts';
import type { Entry, MessageEntry, ReplyEntry } from '../../functions/shared/entry.ts';
import { conversationIdOf, customerIdOf, type Handle } from '../../functions/shared/ids.ts';
import { keysFor } from '../../functions/shared/secrets.ts';
import type { Ticket } from '../../functions/shared/ticket.ts';
import type { Fault } from '../../local/faults.ts';
import type { SentMail } from '../../local/sesv2.ts';
import type { StackFile } from '../../local/stack-description.ts';

const repository = resolve(import.meta.dirname, '../..');

/** Asks until it no longer throws. The deadline is for a slow machine that others use too; a quick one never waits. */
export const eventually = <Result>(
  check: () => Result | Promise<Result>,
  { withinMs = 90_000, everyMs = 150 } = {},
): Promise<Result> => vi.waitFor(check, { timeout: withinMs, interval: everyMs });

/** Somebody nobody else in this run is. */
export const someone = (who: string) => `${who}-${randomUUID().slice(0, 8)}`;

/** `npm start` in a process of its own. */
export type StackProcess = {
  url: string;
  data: string;
  file: StackFile;
  /** Ctrl-C: lets what is at work finish. */
  stop(): Promise<void>;
  /** The plug pulled. */
  kill(): Promise<void>;
};

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'heartline-test-'));
export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** This process's environment without the addresses of a stack that it talks to. */
const ownEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));

/** Starts a stack on a folder and waits for its `ready`; what it said is in the error when it ends before. */
export async function startProcess(data: string, options: string[] = []): Promise<StackProcess> {
  const args = ['local/main.ts', '--data', data, '--port', '0', '--smtp-port', '0', ...options];
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: ownEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = await new Promise<string>((ready, failed) => {
    const hear = (part: Buffer) => {
      said = (said + part.toString()).slice(-8_000);
      const found = /^ready (\S+)$/m.exec(said)?.[1];
      if (found) ready(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code, signal) => failed(new Error(`the stack ended with ${code ?? signal}:\n${said}`)));
  });
  const file = JSON.parse(readFileSync(join(data, 'stack.json'), 'utf8')) as StackFile;
  return { url, data, file, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') };
}

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await gone;
}

export type Answer<Body = Record<string, unknown>> = { status: number; body: Body; headers: Headers };

/** A message of the signed API, as far as a test cares. */
export type Posted = {
  user: string;
  text: string;
  messageId?: string;
  channel?: string;
  account?: string;
  sentAt?: string;
  profile?: { name: string };
};

/** What the callback of a brand's own application was told; `raw` is what the signature is over. */
export type Heard = Callback['data'] & { webhookId: string; raw: string; headers: Record<string, string> };

export type Card = { text: string; blocks: { type: string; elements?: { url?: string }[] }[] };

/** Standard Webhooks, written down once more: a test that signed with the product's own code would prove little. */
export const webhookSignature = (key: Uint8Array, id: string, timestamp: string, body: string) =>
  `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text || '{}');
  } catch {
    // A page or plain words: kept as it came.
  }
  return { status: response.status, body: body as Body, headers: response.headers };
}

/** The sign-in page's way: a code for a proof, and the code for a token. */
async function signInAsAgent(site: string): Promise<string> {
  const { auth } = (await (await fetch(`${site}/config.json`)).json()) as {
    auth: { domain: string; clientId: string };
  };
  const verifier = randomBytes(32).toString('base64url');
  const ask = new URLSearchParams({
    response_type: 'code',
    client_id: auth.clientId,
    redirect_uri: `${site}/`,
    scope: 'openid email',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const sent = await fetch(`${auth.domain}/oauth2/authorize?${ask}`, { redirect: 'manual' });
  const response = await fetch(`${auth.domain}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: auth.clientId,
      redirect_uri: `${site}/`,
      code: new URL(sent.headers.get('location') ?? site).searchParams.get('code') ?? '',
      code_verifier: verifier,
    }),
  });
  return ((await response.json()) as { id_token: string }).id_token;
}

/** Everything outside of a running stack: applications that write, the desk, and what the sandbox caught. */
export type World = Awaited<ReturnType<typeof world>>;

export async function world({ url, data, file }: StackProcess) {
  const connection: Connection = localConnection(data);
  const stores: Stores = await openStores(connection);
  const secrets = await stores.secrets();
  const keyFor = (purpose: 'api' | 'callback') => keysFor(secrets, purpose)[0] ?? new Uint8Array();
  const token = await signInAsAgent(connection.siteUrl);
  const json = async <Body>(path: string, init: RequestInit = {}) =>
    answerOf<Body>(await fetch(`${connection.apiUrl}${path}`, init));

  /** The desk's API as a signed-in agent. */
  const desk = <Body>(path: string, body?: unknown) =>
    json<Body>(path, {
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });

  /** Any bytes to the signed API, with any headers in place of the right ones. */
  function postRaw(body: string, headers: Record<string, string> = {}) {
    const id = `msg_${randomUUID()}`;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signed = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': webhookSignature(keyFor('api'), id, timestamp, body),
    };
    return json<{ messageId?: string; error?: { code: string; message: string; field?: string } }>('/v1/messages', {
      method: 'POST',
      headers: { ...signed, ...headers },
      body,
    });
  }
  const post = (message: Posted) =>
    postRaw(JSON.stringify({ channel: 'api', account: 'lumi', messageId: randomUUID(), ...message }));

  const who = (user: string, channel = 'api'): Handle => ({ channel, account: 'lumi', user });
  const customerOf = (user: string, channel?: string) => customerIdOf(who(user, channel));
  const conversationOf = (user: string, channel?: string) => conversationIdOf(who(user, channel));

  /** A whole timeline by the desk's API, oldest first. */
  async function timeline(user: string, channel?: string): Promise<Entry[]> {
    const found: Entry[] = [];
    let next: string | undefined;
    do {
      const query = new URLSearchParams({ limit: '200', ...(next === undefined ? {} : { next }) });
      const path = `/v1/customers/${customerOf(user, channel)}/timeline?${query}`;
      const { status, body } = await desk<{ items: Entry[]; next?: string }>(path);
      if (status !== 200) throw new Error(`the timeline answered ${status}`);
      found.push(...body.items);
      next = body.next;
    } while (next !== undefined);
    return found.reverse();
  }
  const messages = async (user: string, channel?: string) =>
    (await timeline(user, channel)).filter((entry): entry is MessageEntry => entry.kind === 'message');
  const replies = async (user: string, channel?: string) =>
    (await timeline(user, channel)).filter((entry): entry is ReplyEntry => entry.kind === 'reply');

  const caught = async <Body>(place: string) =>
    (await (await fetch(`${url}/_sandbox/${place}`)).json()) as { headers: Record<string, string>; body: Body }[];
  const callbacks = async (user?: string): Promise<Heard[]> =>
    (await caught<Callback>('callback'))
      .filter(({ body }) => user === undefined || body.data.user === user)
      .map(({ headers, body }) => ({
        ...body.data,
        webhookId: headers['webhook-id'] ?? '',
        raw: JSON.stringify(body),
        headers,
      }));
  const cards = async (ticketId?: string) =>
    (await caught<Card>('slack'))
      .map(({ body }) => body)
      .filter((card) => ticketId === undefined || JSON.stringify(card.blocks).includes(ticketId));
  const mails = async () => (await (await fetch(`${url}/_sandbox/mail`)).json()) as SentMail[];
  const faults = async (wanted: Record<string, Partial<Fault> | null>) =>
    fetch(`${url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(wanted) });

  async function queues() {
    const { queues: all } = (await (await fetch(`${url}/_stack`)).json()) as {
      queues: Record<string, { ready: number; inFlight: number; delayed: number; deadLetters: number }>;
    };
    const stageOf = (id: string) => /^(\w+)Queue[0-9A-F]{8}$/.exec(id)?.[1];
    return Object.entries(all).flatMap(([id, depths]) => {
      const stage = stageOf(id);
      return stage ? [{ stage, ...depths }] : [];
    });
  }
  /** Waits until no stage has anything left to do, so that what has not happened by now will not. */
  const drained = (withinMs = 90_000) =>
    eventually(
      async () => {
        for (let look = 0; look < 2; look++) {
          const busy = (await queues()).filter(({ ready, inFlight, delayed }) => ready + inFlight + delayed > 0);
          if (busy.length > 0) throw new Error(`still at work: ${JSON.stringify(busy)}`);
        }
      },
      { withinMs },
    );

  return {
    url,
    data,
    file,
    connection,
    stores,
    keyFor,
    desk,
    json,
    post,
    postRaw,
    customerOf,
    conversationOf,
    timeline,
    messages,
    replies,
    callbacks,
    cards,
    mails,
    faults,
    queues,
    drained,
    openTickets: async () => {
      const { body } = await desk<{ items: Ticket[] }>('/v1/tickets?limit=200');
      return body.items;
    },
    unsettled: async () => {
      const { body } = await desk<{ items: UnsettledView[] }>('/v1/sends/unsettled?limit=200');
      return body.items;
    },
    /** The `heartline` command on this stack's folder. */
    heartline: (...args: string[]) => heartline([...args, '--data', data]),
  };
}

export type Ran = { code: number | null; out: string; err: string; json: unknown };

/** Runs the `heartline` command as a shell would; `json` is what its output reads as, if it is one JSON value. */
export async function heartline(args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['cli/main.ts', ...args], {
    cwd: repository,
    env: ownEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    err += part.toString();
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  try {
    return { code, out, err, json: JSON.parse(out) };
  } catch {
    return { code, out, err, json: undefined };
  }
}
