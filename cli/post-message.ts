import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { postedMessage } from '../functions/shared/channels/http-api/parse.ts';
import { signature } from '../functions/shared/channels/http-api/verify.ts';

export type PostedMessage = z.input<typeof postedMessage>;
export type PostAnswer = {
  status: number;
  messageId?: string;
  error?: { code: string; message: string; field?: string };
};

/** Posts one message to the signed API as any sender would; tries again while the door says so (429, 503). */
export async function postMessage(apiUrl: string, key: Uint8Array, message: PostedMessage): Promise<PostAnswer> {
  const body = JSON.stringify(message);
  for (let attempt = 0; ; attempt++) {
    const id = `msg_${randomUUID()}`;
    const timestamp = Math.floor(Date.now() / 1000);
    const response = await fetch(`${apiUrl}/v1/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signature(key, id, timestamp, body),
      },
      body,
    });
    const answer = (await response.json().catch(() => ({}))) as Omit<PostAnswer, 'status'>;
    if ((response.status !== 429 && response.status !== 503) || attempt === 5)
      return { status: response.status, ...answer };
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
  }
}
