import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import PostalMime, { type Address } from 'postal-mime';
import * as z from 'zod';
import type { Fault } from './faults.ts';
import { readBody, sendJson } from './http-body.ts';
import { sesAsks } from './iam-asks.ts';
import type { Caller } from './iam-guard.ts';
import type { Journal } from './journal.ts';
import type { Tally } from './tally.ts';

/**
 * A stand-in for SES v2's SendEmail. `aws-ses-v2-local` was tried first: it keeps mails in memory only, so a restart
 * loses what was sent, and it runs an Express server of its own; this answers the same call and writes to a journal.
 */
export type SentMail = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  at: string;
};

const content = z.object({ Data: z.string() });
const sendEmail = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .object({
      ToAddresses: z.array(z.string()).default([]),
      CcAddresses: z.array(z.string()).default([]),
      BccAddresses: z.array(z.string()).default([]),
    })
    .optional(),
  ReplyToAddresses: z.array(z.string()).default([]),
  Content: z.object({
    Simple: z
      .object({
        Subject: content,
        Body: z.object({ Text: content.optional(), Html: content.optional() }),
        Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
      })
      .optional(),
    Raw: content.optional(),
  }),
});
type SendEmail = z.infer<typeof sendEmail>;
type Written = Omit<SentMail, 'id' | 'at'>;

const addresses = (list: Address[] | undefined): string[] => (list ?? []).flatMap(({ address }) => address ?? []);

async function written({ FromEmailAddress, Destination, ReplyToAddresses, Content }: SendEmail): Promise<Written> {
  const named = [Destination?.ToAddresses, Destination?.CcAddresses, Destination?.BccAddresses].flatMap(
    (some) => some ?? [],
  );
  if (Content.Simple) {
    const { Subject, Body, Headers } = Content.Simple;
    return {
      from: FromEmailAddress ?? '',
      to: named,
      subject: Subject.Data,
      text: Body.Text?.Data ?? '',
      html: Body.Html?.Data ?? '',
      headers: {
        ...(ReplyToAddresses.length > 0 && { 'reply-to': ReplyToAddresses.join(', ') }),
        ...Object.fromEntries(Headers.map(({ Name, Value }) => [Name.toLowerCase(), Value])),
      },
    };
  }
  const mail = await PostalMime.parse(Buffer.from(Content.Raw?.Data ?? '', 'base64'));
  return {
    from: FromEmailAddress ?? mail.from?.address ?? '',
    to: named.length > 0 ? named : [...addresses(mail.to), ...addresses(mail.cc), ...addresses(mail.bcc)],
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
  };
}

const refuse = (response: ServerResponse, status: number, code: string, message: string): void =>
  sendJson(response, status, { message }, { 'x-amzn-errortype': code });

type Options = {
  path: string;
  journal: Journal<SentMail>;
  tally: Tally;
  caller: Caller | undefined;
  fault?: Fault | undefined;
};

export async function answerSesV2(
  request: IncomingMessage,
  response: ServerResponse,
  { path, journal, tally, caller, fault }: Options,
): Promise<void> {
  if (request.method === 'GET' && path === '/v2/email/account') {
    return sendJson(response, 200, { SendingEnabled: true, ProductionAccessEnabled: true });
  }
  if (request.method !== 'POST' || path !== '/v2/email/outbound-emails') {
    return refuse(response, 404, 'NotFoundException', `the local SES knows SendEmail, not ${request.method} ${path}`);
  }
  const body = await readBody(request, 40 * 1024 * 1024);
  const asked = sendEmail.safeParse(JSON.parse(body.toString()));
  if (!asked.success) return refuse(response, 400, 'BadRequestException', z.prettifyError(asked.error));
  const mail = await written(asked.data);
  if (!mail.from || mail.to.length === 0)
    return refuse(response, 400, 'BadRequestException', 'sender or recipient missing');
  const refusal = caller?.refusal(sesAsks(mail.from));
  if (refusal !== undefined) return refuse(response, 403, 'AccessDeniedException', refusal);
  if (fault?.status) return refuse(response, fault.status, 'TooManyRequestsException', 'sandbox fault');
  tally.add('ses', 'SendEmail', { requests: 1, recipients: mail.to.length, bytes: body.length });
  const id = `0100${randomUUID()}-000000`;
  journal.add({ id, ...mail, at: new Date().toISOString() });
  if (fault?.drop) {
    request.socket.destroy();
    return undefined;
  }
  return sendJson(response, 200, { MessageId: id });
}
