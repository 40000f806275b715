import { replyHeaders } from '../channels/email/send-format.ts';
import type { Environment } from '../environment.ts';
import { lostOutcome } from '../lost-outcome.ts';
import type { NoticeSenders, ReplySenders, SendOutcome } from '../ports/senders.ts';
import type { Settings } from '../ports/settings.ts';
import { awsHttp } from './aws-http.ts';

const timeoutMs = 5_000;

// Refusals that another try will not change; SES names them so (SES API v2, SendEmail, errors).
const final = new Set([
  'MessageRejected',
  'MailFromDomainNotVerifiedException',
  'BadRequestException',
  'NotFoundException',
  'AccountSuspendedException',
]);

/** What SES's refusal means for the mail: a throttle surely came before SES took it, a 5xx may have come after. */
export function outcomeOf(status: number, errorType: string): SendOutcome {
  const because = `SES answered ${status} ${errorType}`.trim();
  if (final.has(errorType)) return { kind: 'failed', because };
  if (status === 429 || errorType === 'LimitExceededException' || errorType === 'SendingPausedException')
    return { kind: 'retry', because };
  return status >= 500 ? { kind: 'unknown', because } : { kind: 'failed', because };
}

type Mail = {
  FromEmailAddress: string;
  Destination: { ToAddresses: string[] };
  Content: {
    Simple: {
      Subject: { Data: string; Charset: string };
      Body: { Text: { Data: string; Charset: string }; Html?: { Data: string; Charset: string } };
      Headers: { Name: string; Value: string }[];
    };
  };
};

/** Mail out through SES, which knows no repetition: a send whose answer is lost is unknown, and never tried again. */
export function sesSender(
  settings: Settings,
  env: Environment,
): { reply: ReplySenders['email']; notice: NoticeSenders['email'] } {
  const ses = awsHttp('ses', env, { retries: 0 });
  const send = async (mail: Mail): Promise<SendOutcome> => {
    let response: Response;
    try {
      response = await ses('/v2/email/outbound-emails', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
        body: JSON.stringify(mail),
      });
      if (response.ok) {
        const { MessageId } = (await response.json()) as { MessageId?: string };
        return { kind: 'sent', ...(MessageId === undefined ? {} : { providerId: MessageId }) };
      }
      await response.body?.cancel();
    } catch (error) {
      return lostOutcome('SES', error);
    }
    return outcomeOf(response.status, (response.headers.get('x-amzn-errortype') ?? '').split(':')[0] ?? '');
  };
  const mailboxOf = async (account: string) => (await settings()).accounts[account]?.mailbox;
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

  return {
    reply: {
      repeatable: false,
      send: async ({ replyTo: { account, user, subject = '', rfcMessageId, references = [] }, text, by }) => {
        const from = await mailboxOf(account);
        if (!from) return { kind: 'failed', because: `accounts.${account}.mailbox is not configured` };
        const reply = replyHeaders({ ownAddress: from, subject, rfcMessageId, references, automatic: by !== 'agent' });
        return send({
          FromEmailAddress: from,
          Destination: { ToAddresses: [user] },
          Content: {
            Simple: {
              Subject: utf8(reply.subject),
              Body: { Text: utf8(text) },
              Headers: reply.headers.map(({ name, value }) => ({ Name: name, Value: value })),
            },
          },
        });
      },
    },
    notice: {
      repeatable: false,
      send: async ({ notice: { to, subject, text, html } }) => {
        const { accounts } = await settings();
        const from = Object.values(accounts).find(({ mailbox }) => mailbox)?.mailbox;
        if (!from) return { kind: 'failed', because: 'no account has a mailbox to write from' };
        return send({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              Subject: utf8(subject),
              Body: { Text: utf8(text), Html: utf8(html) },
              Headers: [
                { Name: 'Auto-Submitted', Value: 'auto-generated' },
                { Name: 'X-Loop', Value: 'heartline' },
              ],
            },
          },
        });
      },
    },
  };
}
