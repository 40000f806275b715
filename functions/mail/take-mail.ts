import type { BrandConfig } from '../../config/schema.ts';
import type { Attachment } from '../../events/message.ts';
import type { ParsedMail } from '../shared/channels/email/parse.ts';
import { ownWords } from '../shared/channels/email/visible-reply.ts';
import { cleanText } from '../shared/clean-text.ts';
import { customerIdOf, messageIdOf } from '../shared/ids.ts';
import { type IntakeDeps, takeIn } from '../shared/intake.ts';
import type { Observe } from '../shared/observe.ts';
import type { Settings } from '../shared/ports/settings.ts';
import { Unprocessable } from '../shared/unprocessable.ts';
import type { StoredMail } from './stored-mail.ts';

export type MailDeps = IntakeDeps & {
  parseMail: (raw: Uint8Array, own: { addresses: string[] }) => Promise<ParsedMail>;
  settings: Settings;
  observe: Observe;
};

const channel = 'email';

/** The account whose mailbox a mail was written to: the first of its recipients that is one of ours. */
export function accountOf(
  { accounts }: Pick<BrandConfig, 'accounts'>,
  to: string[],
): { account: string; mailbox: string } | undefined {
  for (const address of to) {
    for (const [account, { mailbox }] of Object.entries(accounts)) {
      if (mailbox?.toLowerCase() === address) return { account, mailbox };
    }
  }
  return undefined;
}

/** Takes in each mail that SES has stored; the stored mail itself stays as it is, whatever we make of it. */
export async function takeMail({ mails }: StoredMail, deps: MailDeps) {
  // SES writes a note of its own into the bucket when a rule is made.
  const customers = mails.filter(({ key }) => !key.endsWith('AMAZON_SES_SETUP_NOTIFICATION'));
  for (const { key } of customers) await takeOne(key, deps);
}

async function takeOne(key: string, deps: MailDeps) {
  const { bodies, settings, parseMail, observe } = deps;
  const raw = await bodies.get(key);
  if (!raw) throw new Unprocessable(`mail ${key} is not in the bucket`);
  const config = await settings();
  const own = Object.values(config.accounts).flatMap(({ mailbox }) => (mailbox ? [mailbox.toLowerCase()] : []));
  const mail = await parseMail(raw, { addresses: own });

  const whose = accountOf(config, mail.to) ?? onlyMailbox(config);
  if (!whose) throw new Unprocessable(`mail ${key} is for none of our mailboxes`);
  if (!mail.from) throw new Unprocessable(`mail ${key} names no sender`);

  const { account, mailbox } = whose;
  const user = mail.from.address;
  // One mail to two of our addresses arrives twice, and two mails may carry one Message-ID: both belong in the id.
  const providerId = `${mailbox}/${mail.rfcMessageId ?? ''}/${mail.bodyDigest}`;
  const refused = verdictAgainst(mail);
  const attachments = await keepAttachments(mail, messageIdOf({ channel, account, user }, providerId), deps);
  const taken = await takeIn(
    {
      channel,
      account,
      user,
      providerId,
      text: ownWords(mail.visible) || mail.visible || mail.subject,
      ...(mail.from.name ? { name: mail.from.name } : {}),
      attachments,
    },
    {
      kind: mail.kind,
      mayAnswer: mail.mayAnswer && refused === undefined,
      ...((refused ?? mail.because) ? { mayNotAnswerBecause: (refused ?? mail.because ?? '').slice(0, 256) } : {}),
      subject: cleanText(mail.subject).slice(0, 998),
      replyTo: {
        via: channel,
        account,
        user,
        subject: cleanText(mail.subject).slice(0, 998),
        ...(mail.rfcMessageId === undefined ? {} : { rfcMessageId: mail.rfcMessageId.slice(0, 998) }),
        references: mail.inReplyTo.slice(-20).map((id) => id.slice(0, 998)),
      },
      ...(mail.text === mail.visible
        ? {}
        : { whole: { content: mail.text, contentType: 'text/plain; charset=utf-8' } }),
    },
    deps,
  );
  observe.outcome(taken.kind === 'taken' ? 'received' : 'receivedBefore', {
    messageId: taken.messageId,
    customerId: customerIdOf({ channel, account, user }),
    kind: mail.kind,
  });
}

// A recipient hidden in Bcc or rewritten by a forwarder: with a single mailbox there is no doubt whose it is.
function onlyMailbox({ accounts }: BrandConfig) {
  const boxes = Object.entries(accounts).flatMap(([account, { mailbox }]) => (mailbox ? [{ account, mailbox }] : []));
  return boxes.length === 1 ? boxes[0] : undefined;
}

/** Why SES's word on the sender forbids an automatic answer; undefined when it does not. */
function verdictAgainst({ verdicts }: ParsedMail): string | undefined {
  if (verdicts.virus === 'FAIL') return 'carries a virus';
  if (verdicts.spam === 'FAIL') return 'is spam by the look of it';
  if (verdicts.dmarc === 'FAIL' && verdicts.dmarcPolicy && verdicts.dmarcPolicy !== 'none')
    return 'is not from whom it says';
  return undefined;
}

async function keepAttachments(
  { attachments, verdicts }: ParsedMail,
  messageId: string,
  { bodies }: MailDeps,
): Promise<Attachment[]> {
  if (verdicts.virus === 'FAIL') return [];
  return Promise.all(
    attachments.slice(0, 20).map(async ({ name, contentType, bytes, content }, index) => {
      const key = `attachments/${messageId}/${index}`;
      await bodies.put(key, content, 'application/octet-stream'); // never served as what the sender says it is
      return { name: name.slice(0, 256), contentType: contentType.slice(0, 128), bytes, key };
    }),
  );
}
