import type { ChatMessage } from './transcript.ts';

/** What the server answers to POST /v1/chat/sessions. */
export type Admission = { session: string; resume: string; socket: { url: string; token: string } };

/** What the server says over the socket. */
export type ServerSays =
  | { type: 'history'; messages: ChatMessage[]; more: boolean }
  | { type: 'ack'; id: string; messageId: string; at: string }
  | { type: 'refused'; id: string; message: string }
  | { type: 'reply'; message: ChatMessage }
  | { type: 'pong' };

/** What the widget says. */
export type WidgetSays =
  | { type: 'hello'; after: string }
  | { type: 'message'; id: string; text: string }
  | { type: 'ping' };

export const subprotocol = 'heartline.v1';
export const maxCharacters = 4_000;

export const timing = {
  ackMs: 5_000,
  /** A socket that neither opens nor answers for so long is as good as lost. */
  answerMs: 10_000,
  pingEveryMs: 5 * 60_000,
  shortestWaitMs: 1_000,
  longestWaitMs: 30_000,
};

/** How long to wait before the next try: longer each time, and never the same for all widgets of a site. */
export function backoff(attempt: number, random: () => number): number {
  const ceiling = Math.min(timing.longestWaitMs, 2 * timing.shortestWaitMs * 2 ** attempt);
  return timing.shortestWaitMs + random() * (ceiling - timing.shortestWaitMs);
}

/** Asks for a session: let in, turned away for good, or to be tried later. */
export async function admit(
  { base, account, name, resume }: { base: string; account: string; name: string | undefined; resume: string },
  fetch: typeof globalThis.fetch,
): Promise<{ kind: 'in'; admission: Admission } | { kind: 'turned-away' } | { kind: 'stale' } | { kind: 'later' }> {
  try {
    const response = await fetch(`${base}/v1/chat/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, ...(resume && { resume }), ...(name && { name }) }),
      signal: AbortSignal.timeout(timing.answerMs),
    });
    if (response.ok) return { kind: 'in', admission: (await response.json()) as Admission };
    if (response.status === 401 && resume) return { kind: 'stale' };
    return { kind: response.status === 403 || response.status === 404 ? 'turned-away' : 'later' };
  } catch {
    return { kind: 'later' };
  }
}
