import { describe, expect, it } from 'vitest';
import { noticeRequested } from '../../../events/notice-requested.ts';
import { emailCard, escapeHtml } from '../../../functions/escalate/email-card.ts';
import type { Ticket } from '../../../functions/shared/ticket.ts';
import { aNoticeRequested, aTicket, wednesday } from '../../fixtures/builders.ts';

const saying = (words: string): Ticket =>
  aTicket({
    name: words,
    reasons: [{ because: words, weight: 10 }],
    context: {
      lines: [{ at: wednesday, by: 'customer', text: words }],
      course: [],
      suggestions: [{ entryId: 'a', question: words, answer: words, confidence: 0.6 }],
    },
  });

/** The tags of a card, without what is between them. */
const tags = (html: string) => html.match(/<[^>]*>/g) ?? [];

describe('an e-mail card', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '</td></table><a href="javascript:alert(1)">pay here</a>',
    '"><iframe src="https://evil.example">',
    "' onmouseover='alert(1)",
    '{{name}} <%= name %> %name%',
    '&lt;b&gt;',
    '<!-- --><style>*{display:none}</style>',
  ])('shows %s as the characters it is', (words) => {
    const { html } = emailCard(saying(words), 'https://desk.example');

    expect(tags(html)).toEqual(tags(emailCard(saying('plain'), 'https://desk.example').html));
    expect(html).toContain(escapeHtml(words));
  });

  it.each(['\r\nBcc: all@lumi.example', '\nX: y', '\r\rX: y', '\u2028Bcc: x', '\u0085Bcc: x', '\u0000\u001b[2J'])(
    'keeps its subject one line with %j in a name',
    (words) => {
      const { subject } = emailCard(saying(`Mei${words}`), undefined);

      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(subject).toMatch(/^\[high\] Mei /);
    },
  );

  it('takes marks out of the subject that would make it read backwards', () => {
    const { subject } = emailCard(saying('\u202eexample.lumi\u202c \u2066x\u2069'), undefined);

    expect(subject).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it('fits a notice, however long the name, and cuts no character in two', () => {
    const { subject, text, html } = emailCard(saying('👩‍👩‍👧'.repeat(100)), undefined);

    expect(subject.length).toBeLessThanOrEqual(180);
    expect(subject.isWellFormed()).toBe(true);
    expect(
      noticeRequested.safeParse(
        aNoticeRequested({ notice: { by: 'email', to: 'care@lumi.example', subject, text, html } }),
      ).success,
    ).toBe(true);
  });

  it('says the same in text and in HTML: when, why, what was said, what could be said, where to', () => {
    const { text, html } = emailCard(saying('I will sue'), 'https://desk.example/?ticket=t-1&x=1');

    for (const fact of ['due 2026-11-18T04:00:00.000Z', 'I will sue (+10)', '03:00 customer', 'could say']) {
      expect(text).toContain(fact);
      expect(html).toContain(fact);
    }
    expect(text).toContain('https://desk.example/?ticket=t-1&x=1');
    expect(html).toContain('href="https://desk.example/?ticket=t-1&amp;x=1"');
  });

  it('keeps the customer’s lines apart in HTML', () => {
    expect(emailCard(saying('one\ntwo'), undefined).html).toContain('one<br>two');
  });
});
