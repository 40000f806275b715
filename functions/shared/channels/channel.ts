import type { Attachment } from '../../../events/message.ts';

/** A request as it came, before anything is believed: lower-case header names, the body's very bytes. */
export type ChannelRequest = { method: string; url: string; headers: Record<string, string>; body: Uint8Array };

/** Whether a request is what it claims to be; a refusal's reason is for our log, never for the sender. */
export type Verified = { ok: true; messageId?: string } | { ok: false; reason: string };

/** A message as a channel understood it, not yet cleaned, cut or given an id of ours. */
export type Incoming = {
  channel: string;
  account: string;
  user: string;
  /** The provider's own id of the message. */
  providerId: string;
  text: string;
  /** The platform's own time, ISO; absent where it gives none. */
  sentAt?: string;
  name?: string;
  tier?: string;
  attachments?: Attachment[];
};

/** A request that is signed but says nothing we can take: `field` names what is wrong. */
export type Refused = { field: string; message: string };

/** What a channel's parser gives. */
export type Parsed = { ok: true; incoming: Incoming[] } | { ok: false; refused: Refused };
