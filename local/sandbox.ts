import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import * as z from 'zod';
import { type Fault, fault, faults } from './faults.ts';
import { readBody, sendHtml, sendJson } from './http-body.ts';
import { type Journal, journal } from './journal.ts';
import { sandboxPage } from './sandbox-page.ts';
import type { SentMail } from './sesv2.ts';

/** What arrived at the sandbox in place of Slack, of a brand's own callback, or of another platform. */
export type Caught = { id: string; at: string; path: string; headers: Record<string, unknown>; body: unknown };

/**
 * The world outside, as far as a message can leave: it keeps all that is sent to it, shows it, and misbehaves when told.
 * `POST /_sandbox/<place>` takes a message for any place, `GET` lists them newest last, `DELETE` forgets nothing on disk.
 */
export type Sandbox = {
  mails: Journal<SentMail>;
  /** The fault that the next mail meets, if one was asked for under `mail`. */
  mailFault(): Fault | undefined;
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
  close(): void;
};

const placeName = /^[a-z][a-z0-9-]{0,40}$/;

function parsed(body: Buffer, type: string): unknown {
  const text = body.toString();
  if (!type.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What each platform says when all is well. */
const welcome: Record<string, { type: string; body: string }> = {
  slack: { type: 'text/plain', body: 'ok' },
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function sandbox(folder: string): Sandbox {
  const mails = journal<SentMail>(join(folder, 'mail.jsonl'));
  const places = new Map<string, Journal<Caught>>();
  const trouble = faults();
  const at = (place: string): Journal<Caught> => {
    const known = places.get(place) ?? journal<Caught>(join(folder, `${place}.jsonl`));
    places.set(place, known);
    return known;
  };
  at('slack');
  at('callback');

  async function take(place: string, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const meets = trouble.next(place);
    if (meets?.delayMs) await pause(meets.delayMs);
    if (meets?.refuse) return void request.socket.destroy();
    if (meets?.status) {
      const retry = meets.retryAfter === undefined ? {} : { 'retry-after': String(meets.retryAfter) };
      return sendJson(response, meets.status, { error: 'sandbox fault' }, retry);
    }
    const { headers } = request;
    const content = parsed(body, headers['content-type'] ?? '');
    at(place).add({ id: randomUUID(), at: new Date().toISOString(), path, headers, body: content });
    if (meets?.drop) return void request.socket.destroy();
    const { type, body: answer } = welcome[place] ?? { type: 'application/json', body: '{"ok":true}' };
    response.writeHead(200, { 'content-type': type }).end(answer);
    return undefined;
  }

  return {
    mails,
    mailFault: () => trouble.next('mail'),
    async handle(request, response, path) {
      const [, place = ''] = path.split('/');
      if (place === '') return sendHtml(response, sandboxPage({ slack: at('slack').all(), mails: mails.all() }));
      if (place === 'mail') return sendJson(response, 200, mails.all());
      if (place === 'faults') {
        if (request.method === 'POST') {
          const wanted = z
            .record(z.string(), fault.nullable())
            .safeParse(JSON.parse((await readBody(request)).toString() || '{}'));
          if (!wanted.success) return sendJson(response, 400, { error: z.prettifyError(wanted.error) });
          trouble.set(wanted.data);
        }
        return sendJson(response, 200, trouble.all());
      }
      if (!placeName.test(place)) return sendJson(response, 404, { message: 'Not Found' });
      if (request.method === 'GET') return sendJson(response, 200, at(place).all());
      return take(place, path, request, response);
    },
    close() {
      mails.close();
      for (const one of places.values()) one.close();
    },
  };
}
