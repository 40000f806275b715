import { createHash } from 'node:crypto';
import { type Attachment, readAttachments } from './attachments.ts';
import { readBody } from './body-text.ts';
import { type Bounce, readBounce } from './delivery-report.ts';
import { type MailKind, natureOf } from './machine-mail.ts';
import { type MailHeaders, readHeaders, type Verdicts } from './mail-headers.ts';
import { partText } from './mime-part.ts';
import { type MimePart, mimeTree } from './mime-tree.ts';

/** A mail, understood. Everything in it is the sender's claim, except the verdicts. */
export type ParsedMail = {
  rfcMessageId: string | undefined; // without <>
  bodyDigest: string; // two mails with one Message-ID but other bodies are two mails
  from: { address: string; name: string } | undefined;
  to: string[]; // To and Cc
  subject: string;
  sentAt: string | undefined;
  text: string;
  visible: string; // never empty when text is not
  kind: MailKind;
  mayAnswer: boolean;
  because: string | undefined; // why no automatic answer may be sent
  bounce: Bounce | undefined;
  inReplyTo: string[]; // without <>
  attachments: Attachment[];
  verdicts: Verdicts;
};

/** Reads any bytes as a mail. Never throws: of a broken mail it gives what could be read. */
export async function parseMail(raw: Uint8Array, own: { addresses: string[] }): Promise<ParsedMail> {
  const root = mimeTree(raw);
  const headers = headersOr(root, noHeaders);
  const body = await readBody(root).catch(() => ({ text: '', visible: '' }));
  const attachments = await readAttachments(root).catch(() => []);
  const report = await readReport(root, body.text).catch(() => undefined);
  const nature = natureOf({
    ...headers,
    from: headers.from?.address,
    isReport: root.type === 'multipart/report',
    isDeliveryReport: report !== undefined,
    answersUs: headers.inReplyTo.length > 0,
    own: own.addresses.map((address) => address.trim().toLowerCase()),
  });
  const { header: _, ...known } = headers;
  const isBounce = nature.kind === 'bounce';
  return {
    ...known,
    ...body,
    ...nature,
    attachments: isBounce ? [] : attachments, // what comes back is our own mail
    bounce: isBounce ? (report ?? readBounce('', '', body.text)) : undefined,
    bodyDigest: digest(body.text, attachments),
  };
}

const noHeaders: MailHeaders = {
  header: () => '',
  rfcMessageId: undefined,
  from: undefined,
  to: [],
  subject: '',
  sentAt: undefined,
  inReplyTo: [],
  verdicts: {},
};

const maxReport = 100_000;

function headersOr(root: MimePart, none: MailHeaders): MailHeaders {
  try {
    return readHeaders(root);
  } catch {
    return none;
  }
}

/** The delivery status of a bounce and the headers of the mail it returns. */
async function readReport(root: MimePart, text: string): Promise<Bounce | undefined> {
  const parts = everyPart(root);
  const status = parts.find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  if (!status) return undefined;
  const original = parts.find(({ type }) => /^(?:message\/rfc822|message\/global|text\/rfc822-headers)$/.test(type));
  return readBounce(await partText(status, maxReport), original ? await partText(original, maxReport) : '', text);
}

function everyPart(part: MimePart): MimePart[] {
  return [part, ...part.children.flatMap(everyPart)];
}

/** The same for a mail that came twice by different ways: headers and white space do not count. */
function digest(text: string, attachments: readonly Attachment[]): string {
  const hash = createHash('sha256').update(text.normalize('NFC').replace(/\s+/g, ' ').trim());
  for (const { content } of attachments) hash.update(createHash('sha256').update(content).digest());
  return hash.digest('hex').slice(0, 32);
}
