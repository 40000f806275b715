import * as z from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Parsed } from '../channel.ts';

/** Platforms' clocks run ahead of ours by a little, never by more. */
const aheadMs = 5 * 60_000;
const earliest = Date.parse('2000-01-01T00:00:00Z');

/** The body of `POST /v1/messages`. Unknown fields are left unread, so that senders may be ahead of us. */
export const postedMessage = z.object({
  channel: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'lower-case letters, digits and hyphens, at most 32')
    .describe('Where the customer wrote, in your words'),
  account: z.string().min(1).max(64).describe('The account of ours that was written to'),
  user: z.string().min(1).max(200).describe('Who wrote, by your id'),
  messageId: z.string().min(1).max(200).describe('Your id of the message: sent again, it has no further effect'),
  text: z.string().max(200_000),
  sentAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When the customer wrote; the time of arrival if left out'),
  attachments: z
    .array(
      z.object({
        url: z.url({ protocol: /^https$/ }).max(2048),
        name: z.string().max(256).optional(),
        contentType: z.string().max(128).optional(),
        bytes: z.number().int().nonnegative().optional(),
      }),
    )
    .max(20)
    .optional(),
  profile: z.object({ name: z.string().max(128).optional(), tier: z.string().max(32).optional() }).optional(),
});

/** Reads a signed body. A refusal names the first field that is wrong. */
export function parse(body: Uint8Array, now: Clock): Parsed {
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { ok: false, refused: { field: 'body', message: 'must be JSON in UTF-8' } };
  }
  const result = postedMessage.safeParse(raw);
  if (!result.success) {
    const [issue] = result.error.issues;
    return {
      ok: false,
      refused: { field: issue?.path.join('.') || 'body', message: issue?.message ?? 'is not valid' },
    };
  }
  const { messageId, sentAt, attachments = [], profile, ...rest } = result.data;
  const sent = sentAt === undefined ? undefined : Date.parse(sentAt);
  if (sent !== undefined && (sent > now().getTime() + aheadMs || sent < earliest))
    return { ok: false, refused: { field: 'sentAt', message: 'must not be in the future, nor before the year 2000' } };
  if (rest.text.trim() === '' && attachments.length === 0)
    return { ok: false, refused: { field: 'text', message: 'must not be empty when there are no attachments' } };
  const incoming = {
    ...rest,
    providerId: messageId,
    ...(sent === undefined ? {} : { sentAt: new Date(sent).toISOString() }),
    ...(profile?.name === undefined ? {} : { name: profile.name }),
    ...(profile?.tier === undefined ? {} : { tier: profile.tier }),
    attachments: attachments.map(({ url, name = 'file', contentType = 'application/octet-stream', bytes = 0 }) => ({
      url,
      name,
      contentType,
      bytes,
    })),
  };
  return { ok: true, incoming: [incoming] };
}
