import { describe, expect, it } from 'vitest';
import { natureOf } from '../../../../functions/shared/channels/email/machine-mail.ts';

type Verdicts = Parameters<typeof natureOf>[0]['verdicts'];

function nature(
  headers: Record<string, string>,
  more: { from?: string; subject?: string; verdicts?: Verdicts; answersUs?: boolean } = {},
) {
  return natureOf({
    header: (name) => headers[name] ?? '',
    from: 'jo@example.com',
    subject: 'Where is my parcel?',
    isReport: false,
    isDeliveryReport: false,
    answersUs: false,
    verdicts: {},
    own: ['support@shop.example'],
    ...more,
  });
}

describe('an automatic answer', () => {
  it('may go to a person', () => {
    expect(nature({})).toEqual({ kind: 'message', mayAnswer: true, because: undefined });
    expect(
      nature({ 'auto-submitted': 'no', 'return-path': '<jo@example.com>', precedence: 'first-class' }).mayAnswer,
    ).toBe(true);
  });

  it.each([
    [{ 'auto-submitted': 'auto-replied' }, 'auto-reply'],
    [{ 'auto-submitted': 'auto-generated; x=y' }, 'auto-reply'],
    [{ 'return-path': '<>' }, 'bounce'],
    [{ 'x-envelope-from': '<>' }, 'bounce'],
    [{ 'return-path': '<>', 'auto-submitted': 'auto-replied' }, 'auto-reply'],
    [{ precedence: 'bulk' }, 'list'],
    [{ precedence: 'junk' }, 'list'],
    [{ precedence: 'auto_reply' }, 'auto-reply'],
    [{ 'list-id': '<news.example.com>' }, 'list'],
    [{ 'list-unsubscribe': '<https://example.com/u>' }, 'list'],
    [{ 'list-post': '<mailto:l@example.com>' }, 'list'],
    [{ 'x-auto-response-suppress': 'OOF, AutoReply' }, 'message'],
    [{ 'x-autoreply': 'yes' }, 'auto-reply'],
    [{ 'x-autorespond': '1' }, 'auto-reply'],
    [{ 'feedback-id': '1:2:mailer' }, 'message'],
    [{ 'x-loop': 'heartline' }, 'loop'],
  ])('never goes to what says %j', (headers, kind) => {
    expect(nature(headers)).toEqual({ kind, mayAnswer: false, because: expect.stringMatching(/^(?:it|its) /) });
  });

  it.each([
    'postmaster',
    'mailer-daemon',
    'no-reply',
    'noreply',
    'no_reply',
    'donotreply',
    'do-not-reply',
    'bounce',
    'bounces+7f=a',
  ])('never goes to %s@', (name) => {
    expect(nature({}, { from: `${name}@example.com` }).mayAnswer).toBe(false);
  });

  it.each([
    'Automatic reply: Your ticket',
    'Out of Office: back on Monday',
    '自动回复：您的工单',
    '自動回覆: 您的工單',
    '自動応答: お問い合わせ',
    'Réponse automatique : Votre demande',
    'Automatische Antwort: Ihre Anfrage',
    'Respuesta automática: Su consulta',
    'Re: 自动回复：您的工单',
    'Автоответ: ваш запрос',
  ])('never goes to a mail called "%s"', (subject) => {
    expect(nature({}, { subject })).toMatchObject({ kind: 'auto-reply', mayAnswer: false });
  });

  it('never goes to ourselves', () => {
    expect(nature({}, { from: 'support@shop.example' })).toMatchObject({ kind: 'loop', mayAnswer: false });
  });

  it('waits for a person when the mail failed a check', () => {
    expect(nature({}, { verdicts: { spam: 'FAIL' } }).because).toContain('spam');
    expect(nature({}, { verdicts: { virus: 'FAIL' } }).because).toContain('virus');
    expect(nature({}, { verdicts: { dmarc: 'FAIL', dmarcPolicy: 'reject' } }).mayAnswer).toBe(false);
    expect(nature({}, { verdicts: { dmarc: 'FAIL', dmarcPolicy: 'none' } }).mayAnswer).toBe(true);
  });

  it('goes to a mass mailer’s customer who answers us', () => {
    expect(nature({ 'feedback-id': '1:2:mailer' }, { answersUs: true }).mayAnswer).toBe(true);
  });
});
