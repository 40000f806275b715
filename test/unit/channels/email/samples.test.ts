import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMail } from '../../../../functions/shared/channels/email/parse.ts';
import { visibleReply } from '../../../../functions/shared/channels/email/visible-reply.ts';
import { folded } from './folded.ts';

type Sample = {
  file: string;
  kind: string;
  visible?: string;
  visibleAlso?: string[];
  subject?: string;
  fromAddress?: string;
  text?: string;
  attachments?: string[];
  reply?: boolean;
};

const folder = new URL('../../../fixtures/email/', import.meta.url);
const samples = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Sample[];
const bytesOf = ({ file }: Sample) => readFileSync(new URL(file, folder));
const mails = samples.filter(({ file }) => file.endsWith('.eml'));
const own = { addresses: ['support@shop.example'] };

describe('the samples', () => {
  it('are all here', () => {
    expect(samples).toHaveLength(37);
  });

  it.each(samples.filter(({ visible }) => visible !== undefined))('$file shows its visible reply', async (sample) => {
    const bytes = bytesOf(sample);
    const isMail = sample.file.endsWith('.eml');
    const visible = isMail ? (await parseMail(bytes, own)).visible : visibleReply(bytes.toString());

    expect([sample.visible ?? '', ...(sample.visibleAlso ?? [])].map(folded)).toContain(folded(visible));
  });

  it.each(mails)('$file is read as it was written', async (sample) => {
    const mail = await parseMail(bytesOf(sample), own);

    if (sample.subject !== undefined) expect(mail.subject).toBe(sample.subject);
    if (sample.fromAddress !== undefined) expect(mail.from?.address).toBe(sample.fromAddress.toLowerCase());
    if (sample.text !== undefined) expect(folded(mail.text)).toBe(folded(sample.text));
    if (sample.attachments) expect(mail.attachments.map(({ name }) => name)).toEqual(sample.attachments);
  });

  it.each(mails)('$file is known for what it is', async (sample) => {
    const mail = await parseMail(bytesOf(sample), own);
    const kind = sample.kind.startsWith('reply-') ? 'message' : sample.kind;

    expect(mail.kind).toBe(kind);
    expect(mail.mayAnswer).toBe(sample.reply ?? true);
    expect(mail.because === undefined).toBe(mail.mayAnswer);
  });

  it.each([
    ['flanker_mailbox_full.eml', 'user@aol.com', '5.2.2', true, '4E326A95.3010907@example.com'],
    ['mail_report_422.eml', 'fraser@oooooooo.com.au', '4.2.2', false, expect.stringMatching(/^15655788\.13/)],
    ['mailparser_delivery_status.eml', 'xxxx@xxxx.com', '5.1.1', true, 'xxxxx@email.amazonses.com'],
    [
      'sisimai_office365_bounce.eml',
      'azumakuniyuki@example.ne.jp',
      '5.1.351',
      true,
      expect.stringContaining('OUTLOOK.COM'),
    ],
  ])('%s says which of our mails came back', async (file, recipient, status, permanent, originalMessageId) => {
    const mail = await parseMail(readFileSync(new URL(file, folder)), own);

    expect(mail.bounce).toEqual({ recipient, status, permanent, originalMessageId });
  });
});
