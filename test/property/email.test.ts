import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMail } from '../../functions/shared/channels/email/parse.ts';
import { replyHeaders } from '../../functions/shared/channels/email/send-format.ts';
import { visibleReply } from '../../functions/shared/channels/email/visible-reply.ts';

const snippets = fc.constantFrom(
  'From: ',
  'Subject: ',
  'Content-Type: multipart/mixed; boundary=b',
  'Content-Type: text/html; charset=gbk',
  'Content-Transfer-Encoding: base64',
  '--b',
  '--b--',
  '=?utf-8?B?',
  '?=',
  '\r\n',
  '\n',
  '\r\n\r\n',
  '<',
  '>',
  '> ',
  '-----Original Message-----',
  '发件人：',
  'On 1 May 2025 10:15 a@b wrote:',
  'From: a@b',
  'Sent: x',
  '<div>',
  '</div>',
  '<blockquote type="cite">',
  '\u202e',
  '\u0000',
  '-- ',
);
const texts = fc
  .array(fc.oneof(snippets, fc.string({ unit: 'binary' }), fc.constant('\n')), { maxLength: 40 })
  .map((all) => all.join(''));
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  texts.map((text) => new TextEncoder().encode(text)),
);

describe('any mail', () => {
  it('is read without complaint, and shows something where it has text', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (raw) => {
        const mail = await parseMail(raw, { addresses: ['support@shop.example'] });
        const oneLine = [
          mail.subject,
          mail.from?.name ?? '',
          mail.from?.address ?? '',
          ...mail.attachments.map(({ name }) => name),
        ];

        expect(mail.text === '' || mail.visible !== '').toBe(true);
        expect(mail.mayAnswer).toBe(mail.because === undefined);
        for (const value of oneLine) expect(value).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      }),
    );
  });

  it('keeps a visible reply where there is text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(text.trim() === '' || visibleReply(text) !== '').toBe(true);
      }),
    );
  });

  it('is answered with headers of one line each', () => {
    const input = fc.record({
      ownAddress: texts,
      subject: texts,
      rfcMessageId: fc.option(texts, { nil: undefined }),
      references: fc.array(texts),
      automatic: fc.boolean(),
    });

    fc.assert(
      fc.property(input, (mail) => {
        const { subject, headers } = replyHeaders(mail);

        for (const value of [subject, ...headers.map((header) => header.value)]) {
          expect(value).not.toMatch(/[\r\n]/);
          expect(Buffer.byteLength(value)).toBeLessThanOrEqual(998);
        }
      }),
    );
  });
});
