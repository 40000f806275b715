import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChannelRequest, Verified } from '../channel.ts';

/** Seconds a timestamp may be off, either way (Standard Webhooks specification). */
const toleranceSeconds = 300;
const leastKeyBytes = 24;

/** The secret's bytes: base64, with or without `whsec_`; undefined for one too short to trust. */
function keyOf(secret: string): Buffer | undefined {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return key.length >= leastKeyBytes ? key : undefined;
}

const sign = (key: Uint8Array, id: string, timestamp: string, body: Uint8Array) =>
  createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();

/** The header value that signs a body: `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`. */
export const signature = (key: Uint8Array, id: string, timestamp: number, body: Uint8Array | string) =>
  `v1,${sign(key, id, String(timestamp), Buffer.from(body)).toString('base64')}`;

/**
 * Standard Webhooks over the raw bytes: any `v1` entry under any live secret (two while one is rolled out); fails
 * closed when no secret is usable. `now` in seconds since 1970. Source: standard-webhooks specification 1.0.
 */
export function verify(
  { headers, body }: ChannelRequest,
  { secret }: { secret: string | string[] },
  now: number,
): Verified {
  const keys = [secret].flat().flatMap((each) => keyOf(each) ?? []);
  if (keys.length === 0) return { ok: false, reason: 'no usable secret' };

  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !timestamp || !signatures) return { ok: false, reason: 'missing header' };
  if (id.includes('.') || id.includes(',') || timestamp.includes(',')) return { ok: false, reason: 'bad header' };
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > toleranceSeconds)
    return { ok: false, reason: 'timestamp' };

  const given = signatures
    .split(' ')
    .slice(0, 20)
    .flatMap((entry) => (entry.startsWith('v1,') ? [Buffer.from(entry.slice(3))] : []));
  // Compared as text: a decoder would pass over whatever follows the padding.
  const ours = keys.map((key) => Buffer.from(sign(key, id, timestamp, body).toString('base64')));
  const matches = given.some((theirs) =>
    ours.some((expected) => theirs.length === expected.length && timingSafeEqual(theirs, expected)),
  );
  return matches ? { ok: true, messageId: id } : { ok: false, reason: 'signature' };
}
