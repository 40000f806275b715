import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { BrandConfig } from '../../config/schema.ts';
import type { ChannelRequest } from '../shared/channels/channel.ts';
import { type Answer, problem } from '../shared/http.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { ReadSecrets, Settings } from '../shared/ports/settings.ts';
import { keysFor } from '../shared/secrets.ts';
import { readToken, signToken } from '../shared/signed-token.ts';

export type SessionDeps = {
  settings: Settings;
  secrets: ReadSecrets;
  /** Where the socket is, and the desk's own site, whose chat is always open. */
  socketUrl: string;
  siteUrl: string | undefined;
  now: Clock;
};

const visitor = z.object({
  session: z.string().min(8).max(64),
  account: z.string(),
  name: z.string().max(128).exactOptional(),
});
/** Whose window it is. */
export type Visitor = z.infer<typeof visitor>;

// Both tokens name a visitor; what each is for is in it, so that neither opens the other's door.
const resumeToken = visitor.extend({ use: z.literal('resume') });
const socketToken = visitor.extend({ use: z.literal('socket'), nonce: z.string(), expires: z.number() });
const asked = z.object({
  account: z.string().min(1).max(64),
  resume: z.string().max(2048).optional(),
  name: z.string().trim().max(128).optional(),
});

const tokenLifeMs = 5 * 60_000;

/** Whether a page of this origin may open an account's chat; programs that are no browser name none and are let in. */
export function mayChat(
  { accounts }: BrandConfig,
  account: string,
  origin: string | undefined,
  siteUrl: string | undefined,
) {
  const { chatOrigins } = accounts[account] ?? {};
  if (origin === undefined) return true;
  return [...(chatOrigins ?? []), ...(siteUrl ? [siteUrl] : [])].some((allowed) => new URL(allowed).origin === origin);
}

/** `POST /v1/chat/sessions`: begins or resumes a visitor's session and hands out a token for one socket. */
export async function openSession(
  { method, body, headers }: ChannelRequest,
  { settings, secrets, socketUrl, siteUrl, now }: SessionDeps,
): Promise<Answer> {
  const cors: Record<string, string> = headers.origin
    ? { 'access-control-allow-origin': headers.origin, vary: 'origin' }
    : {};
  // A refusal is readable too: a widget that cannot see why would take it for bad luck and try for ever.
  const refused = (...why: Parameters<typeof problem>): Answer => ({ ...problem(...why), headers: cors });
  if (method === 'OPTIONS') {
    // Whether a site may open the chat is asked below, once we know which account it is about.
    const allow = { 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'content-type' };
    return { status: 204, headers: { ...cors, ...allow, 'access-control-max-age': '600' }, body: undefined };
  }
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return refused(400, 'body', 'must be JSON', 'body');
  }
  const parsed = asked.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused(400, 'body', issue?.message ?? 'is not valid', issue?.path.join('.') || 'body');
  }
  const { account, resume, name } = parsed.data;
  const config = await settings();
  if (!Object.hasOwn(config.accounts, account)) return refused(404, 'account', 'is not one of our accounts', 'account');
  if (!mayChat(config, account, headers.origin, siteUrl))
    return refused(403, 'origin', 'this site may not open the chat');

  const keys = keysFor(await secrets(), 'chat');
  const known = resume === undefined ? undefined : resumeToken.safeParse(readToken(resume, keys)).data;
  const who: Visitor =
    known?.account === account
      ? { session: known.session, account, ...((name ?? known.name) ? { name: name ?? known.name ?? '' } : {}) }
      : { session: `s_${randomBytes(16).toString('hex')}`, account, ...(name ? { name } : {}) };
  const nonce = randomBytes(16).toString('hex');
  const token = signToken({ ...who, use: 'socket', nonce, expires: now().getTime() + tokenLifeMs }, keys);
  return {
    status: 200,
    headers: cors,
    body: {
      session: who.session,
      resume: signToken({ ...who, use: 'resume' }, keys),
      socket: { url: socketUrl, token },
    },
  };
}

/** The visitor a socket's token names; undefined when it is not ours or too old. Using it up is the caller's part. */
export function visitorOf(
  token: string,
  keys: Uint8Array[],
  now: Date,
): (Visitor & { nonce: string; expires: number }) | undefined {
  const read = socketToken.safeParse(readToken(token, keys)).data;
  return read && read.expires > now.getTime() ? read : undefined;
}
