import { describe, expect, it } from 'vitest';
import { isDeviceFooter } from '../../../../functions/shared/channels/email/device-footer.ts';
import { ownWords, visibleReply } from '../../../../functions/shared/channels/email/visible-reply.ts';
import { folded } from './folded.ts';
import { ownTexts, replies } from './replies.ts';

describe('the visible reply', () => {
  it.each(replies)('stands apart from what $program quotes', ({ text, visible }) => {
    expect(folded(visibleReply(text))).toBe(folded(visible));
    expect(folded(visibleReply(text.replaceAll('\n', '\r\n')))).toBe(folded(visible));
  });

  it.each(ownTexts)('keeps every word of a mail that quotes nothing: %s', (text) => {
    expect(visibleReply(text)).toBe(text);
  });

  it('is the whole text when there is nothing but a quotation', () => {
    const text = 'On Wed, Dec 31, 2025 at 10:15 AM Support <support@shop.example> wrote:\n> Hello';

    expect(visibleReply(text)).toContain('Hello');
  });

  it('leaves the answered lines out of what is judged as the customer’s words', () => {
    expect(ownWords('> Did it help?\n\nNo.')).toBe('No.');
    expect(ownWords('> only a quotation')).toBe('> only a quotation');
  });

  it.each([
    '发自我的华为手机',
    '发自我的小米手机',
    '發自我的 iPhone',
    '发自 网易邮箱大师',
    '从我的 iPad 发送',
    'Sent from Outlook for Android<https://aka.ms/AAb9ysg>',
    'Get Outlook for iOS<https://aka.ms/o0ukef>',
    '获取 Outlook for iOS<https://aka.ms/o0ukef>',
    'Von meinem iPhone gesendet',
    'Gesendet von Outlook für Android',
    'Envoyé de mon iPhone',
    'Obtenez Outlook pour iOS',
    'Enviado desde mi iPhone',
    'Enviado do meu iPhone',
    'Inviato da iPhone',
    'Verzonden vanaf mijn iPhone',
    'Skickat från min iPhone',
    'Sendt fra min iPhone',
    'Wysłane z iPhone’a',
    'Отправлено с iPhone',
    'iPhone’umdan gönderildi',
    'iPhoneから送信',
    '나의 iPhone에서 보냄',
    'Sent with Proton Mail secure email.',
    'Virus-free. www.avast.com',
  ])('takes "%s" for a machine’s footer', (line) => {
    expect(isDeviceFooter(line)).toBe(true);
  });

  it.each([
    ['blank lines', '\n'.repeat(300_000)],
    ['openers', 'On 2025 x\n'.repeat(30_000)],
    ['one long line', `On 12:30 ${'a '.repeat(150_000)}wrote:`],
    ['header fields', 'From: x\n'.repeat(40_000)],
    ['unfinished Chinese attributions', '在\n'.repeat(150_000)],
    ['rules', `${'- '.repeat(150)}\n`.repeat(1_000)],
    ['short text for the library', 'Op \n'.repeat(490)],
  ])('takes no time over %s', (_, text) => {
    const start = performance.now();
    visibleReply(text);

    expect(performance.now() - start).toBeLessThan(500);
  });
});
