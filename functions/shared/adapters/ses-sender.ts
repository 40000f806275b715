import {
  SESv2Client,
  SESv2ServiceException,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { replyHeaders } from '../channels/email/send-format.ts';
import type { NoticeSenders, ReplySenders, SendOutcome } from '../ports/senders.ts';
import type { Settings } from '../ports/settings.ts';

// Refusals that another try will not change; SES names them so (channels: e-mail, errors).
const final = new Set([
  'MessageRejected',
  'MailFromDomainNotVerifiedException',
  'BadRequestException',
  'NotFoundException',
  'AccountSuspendedException',
]);

/** What SES's answer, or the lack of one, means for the mail. */
export function outcomeOf(error: unknown): SendOutcome {
  const because = `SES: ${(error as Error).name}`;
  if (error instanceof SESv2ServiceException) {
    if (final.has(error.name)) return { kind: 'failed', because };
    const status = error.$metadata.httpStatusCode ?? 500;
    // A 5xx may come after SES has taken the mail; a throttle surely came before.
    return status >= 500 ? { kind: 'unknown', because } : { kind: 'retry', because };
  }
  const { code } = error as { code?: string };
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' ? { kind: 'retry', because } : { kind: 'unknown', because };
}

/** Mail out through SES, which knows no repetition: a send whose answer is lost is unknown. */
export function sesSender(settings: Settings): { reply: ReplySenders['email']; notice: NoticeSenders['email'] } {
  // One attempt: the SDK's own retries would repeat a send whose answer was lost.
  const ses = new SESv2Client({ maxAttempts: 1 });
  const send = async (input: SendEmailCommandInput): Promise<SendOutcome> => {
    try {
      const { MessageId } = await ses.send(new SendEmailCommand(input));
      return { kind: 'sent', ...(MessageId === undefined ? {} : { providerId: MessageId }) };
    } catch (error) {
      return outcomeOf(error);
    }
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
