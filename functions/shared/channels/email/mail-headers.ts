import { addressParser, decodeWords } from 'postal-mime';
import { decodeText } from './charset.ts';
import { messageIds } from './delivery-report.ts';
import type { MimePart } from './mime-tree.ts';
import { singleLine } from './single-line.ts';

export type Verdicts = { spam?: string; virus?: string; dmarc?: string; dmarcPolicy?: string };

export type MailHeaders = {
  header(name: string): string;
  rfcMessageId: string | undefined;
  from: { address: string; name: string } | undefined;
  to: string[];
  subject: string;
  sentAt: string | undefined;
  inReplyTo: string[];
  verdicts: Verdicts;
};

const maxRecipients = 200;

/** The headers of the whole mail. Each counts once, the topmost: what stands below may be the sender's invention. */
export function readHeaders({ header }: MimePart): MailHeaders {
  return {
    header,
    rfcMessageId: messageId(header('message-id')),
    from: mailboxes(header('from').slice(0, 2_000))[0],
    to: recipients(`${header('to')}, ${header('cc')}`),
    subject: singleLine(decodeWordsWell(header('subject')), 500),
    sentAt: isoDate(header('date')),
    inReplyTo: [...new Set([...messageIds(header('in-reply-to')), ...messageIds(header('references'))])].slice(0, 100),
    verdicts: verdictsOf(header),
  };
}

function messageId(value: string): string | undefined {
  return messageIds(value)[0] ?? (singleLine(value, 500).replace(/[<>\s]/g, '') || undefined);
}

function recipients(header: string): string[] {
  return [...new Set(mailboxes(header).map(({ address }) => address))].slice(0, maxRecipients);
}

function mailboxes(header: string): { address: string; name: string }[] {
  return addressParser(header, { flatten: true }).flatMap((mailbox) => {
    const address = cleanAddress(mailbox.address ?? '');
    return address ? [{ address, name: singleLine(decodeWordsWell(mailbox.name), 200) }] : [];
  });
}

function cleanAddress(address: string): string | undefined {
  const clean = singleLine(address, 330).toLowerCase();
  return clean.length <= 320 && /^[^\s<>@,;"]+@[^\s<>@,;"]+$/.test(clean) ? clean : undefined;
}

/** Encoded words whose charset is a lie come out as replacement characters: those are read again byte by byte. */
function decodeWordsWell(value: string): string {
  const decoded = decodeWords(value);
  if (!decoded.includes('\ufffd')) return decoded;
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/gi, (_, charset: string, encoding: string, text: string) =>
      decodeText(encodedBytes(encoding, text), charset),
    );
}

function encodedBytes(encoding: string, text: string): Uint8Array {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  const bytes = text
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

function isoDate(value: string): string | undefined {
  const date = new Date(value.slice(0, 100).replace(/\([^()]*\)/g, ' '));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** What SES found out about the mail, from the headers it writes on top. */
function verdictsOf(header: (name: string) => string): Verdicts {
  const results = header('authentication-results').slice(0, 8_000);
  const dmarc = /(?:^|[;\s])dmarc=([a-z]{1,20})/i.exec(results);
  const policy = /\b(?:policy\.dmarc|policy|p)\s*=\s*(none|quarantine|reject)\b/i.exec(
    results.slice(dmarc?.index ?? results.length),
  );
  const found = {
    spam: verdict(header('x-ses-spam-verdict')),
    virus: verdict(header('x-ses-virus-verdict')),
    dmarc: dmarc?.[1]?.toUpperCase(),
    dmarcPolicy: policy?.[1]?.toLowerCase(),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value)) as Verdicts;
}

function verdict(value: string): string | undefined {
  return /^[A-Z_]{2,30}/.exec(value.trim().toUpperCase())?.[0];
}
