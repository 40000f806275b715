import { createHmac } from 'node:crypto';
import * as z from 'zod';

/**
 * What the channels secret holds. `key` is made at deployment; every key of our own is derived from it, so that a new
 * account needs no new secret. Keys of other platforms are put in by whoever connects them.
 */
export const secrets = z.object({
  /** At least 32 characters; empty or missing, nothing is accepted and nothing signed. */
  key: z.string().min(32, 'the channels secret must hold a `key` of at least 32 characters'),
  /** Still accepted while a new key is rolled out; take it away afterwards. */
  previousKey: z.string().min(32).optional(),
  slack: z.object({ webhookUrl: z.url() }).optional(),
});
export type Secrets = z.infer<typeof secrets>;

/** What a derived key is for. */
export type KeyPurpose = 'api' | 'callback' | 'chat';

/** The keys for a purpose, the one to sign with first: 32 bytes each, HMAC-SHA256 of the purpose under the master key. */
export const keysFor = ({ key, previousKey }: Secrets, purpose: KeyPurpose): Uint8Array[] =>
  [key, ...(previousKey === undefined ? [] : [previousKey])].map((master) =>
    createHmac('sha256', master).update(`heartline/${purpose}/v1`).digest(),
  );

/** A key in the notation of Standard Webhooks: `whsec_` and base64. */
export const asWebhookSecret = (key: Uint8Array) => `whsec_${Buffer.from(key).toString('base64')}`;
