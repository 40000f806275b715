import { lostOutcome } from '../../lost-outcome.ts';
import type { SendOutcome } from '../../ports/senders.ts';
import { signature } from './verify.ts';

const timeoutMs = 8_000;

/** What a callback tells a customer's platform. */
export type Callback = {
  type: 'message.created';
  timestamp: string;
  data: { channel: string; account: string; user: string; text: string; by: string; inReplyTo?: string };
};

/**
 * Posts a reply to the account's callback, signed as Standard Webhooks. The id is the request's own, so a receiver
 * knows a repetition; redirects are not followed. 2xx is success, 410 and other 4xx are final, the rest is tried again.
 */
export async function postCallback(
  { url, id, body }: { url: string; id: string; body: Callback },
  { keys, now, fetch }: { keys: Uint8Array[]; now: Date; fetch: typeof globalThis.fetch },
): Promise<SendOutcome> {
  const payload = JSON.stringify(body);
  const timestamp = Math.floor(now.getTime() / 1000);
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        // Under every live key, so that a receiver may change to the new one in its own time.
        'webhook-signature': keys.map((key) => signature(key, id, timestamp, payload)).join(' '),
      },
      body: payload,
    });
    await response.body?.cancel();
  } catch (error) {
    return lostOutcome('callback', error);
  }
  if (response.ok) return { kind: 'sent' };
  const because = `callback answered ${response.status}`;
  const { status } = response;
  return status === 429 || status === 408 || status >= 500 ? { kind: 'retry', because } : { kind: 'failed', because };
}
