import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailCard, escapeHtml } from '../../functions/escalate/email-card.ts';
import { escapeSlack, slackCard } from '../../functions/escalate/slack-card.ts';
import { cleanText, cutText } from '../../functions/shared/clean-text.ts';
import { aTicket, wednesday } from '../fixtures/builders.ts';

/** Text of any UTF-16 units, lone surrogates too, with what hurts most often thrown in. */
const nasty = fc.constantFrom(
  '\0',
  '\ufffe',
  '\uffff',
  '\ud83d',
  '\udc4b',
  '\r\n',
  '\r',
  '\u202e',
  '👩‍👩‍👧‍👦',
  '🇨🇳',
  'e\u0301',
  '<',
  '>',
  '&',
  '"',
  "'",
  '<!channel>',
  '林',
);
const anyText = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), nasty))
  .map((parts) => parts.join(''));

/** What SQS documents as the characters of a message. */
const acceptable = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
const boundaries = (text: string) =>
  new Set([...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ index }) => index)).add(
    text.length,
  );

describe('clean text', () => {
  it('is acceptable to SQS, whatever was written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(text)).toMatch(acceptable);
        expect(cleanText(text).isWellFormed()).toBe(true);
      }),
    );
  });

  it('is clean already', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });

  it('is the same wherever it has travelled, as JSON and as UTF-8', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(JSON.parse(Buffer.from(JSON.stringify(clean)).toString('utf8'))).toBe(clean);
      }),
    );
  });
});

describe('a cut', () => {
  const cuts = fc.tuple(anyText.map(cleanText), fc.integer({ min: 1, max: 200 }));

  it('never exceeds its limit, and is the beginning of the text', () => {
    fc.assert(
      fc.property(cuts, ([text, limit]) => {
        const cut = cutText(text, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(text.startsWith(cut) || cut.endsWith('\ufffd')).toBe(true);
      }),
    );
  });

  it('never splits a character, unless the first alone is longer than the limit', () => {
    fc.assert(
      fc.property(cuts, ([text, limit]) => {
        const ends = boundaries(text);
        fc.pre([...ends].some((end) => end > 0 && end <= limit) || text === '');
        expect(ends.has(cutText(text, limit).length)).toBe(true);
      }),
    );
  });

  it('falls between flags in a row of any length', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 5 }),
        fc.integer({ min: 20, max: 100 }),
        fc.integer({ min: 5, max: 300 }),
        (before, flags, limit) => {
          const cut = cutText('x'.repeat(before) + '🇨🇳'.repeat(flags), limit);
          expect((cut.length - before) % 4).toBe(0);
        },
      ),
    );
  });
});

describe('escaped text', () => {
  const unescapeHtml = (html: string) =>
    html
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');

  it('has no sign left that HTML or Slack would read, and reads as it was written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
        expect(unescapeHtml(escapeHtml(text))).toBe(text);
        expect(escapeSlack(text)).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
        expect(
          unescapeHtml(escapeSlack(text).replaceAll('&quot;', '&amp;quot;').replaceAll('&#39;', '&amp;#39;')),
        ).toBe(text);
      }),
    );
  });
});

describe('a card about any customer’s words', () => {
  const tickets = anyText.map((words) =>
    aTicket({
      name: words,
      reasons: [{ because: words, weight: 1 }],
      context: {
        lines: [{ at: wednesday, by: 'customer', text: words }],
        course: [],
        suggestions: [{ entryId: 'a', question: words, answer: words, confidence: 0.5 }],
      },
    }),
  );

  it('for Slack holds them in plain text alone, within the limits', () => {
    fc.assert(
      fc.property(tickets, (ticket) => {
        const { text, blocks } = slackCard(ticket, 'https://desk.example');
        expect(text).not.toMatch(/[<>]/);
        expect(JSON.stringify(blocks)).not.toContain('"mrkdwn"');
        expect(blocks.length).toBeLessThanOrEqual(50);
      }),
    );
  });

  it('for mail has the tags of any other, and a subject of one line', () => {
    const tagsOf = (html: string) => html.replaceAll('<br>', '').match(/<[^>]*>/g);
    const plain = tagsOf(
      emailCard(
        aTicket({
          name: 'x',
          context: {
            lines: [{ at: wednesday, by: 'customer', text: 'x' }],
            course: [],
            suggestions: [{ entryId: 'a', question: 'x', answer: 'x', confidence: 0.5 }],
          },
        }),
        undefined,
      ).html,
    );

    fc.assert(
      fc.property(tickets, (ticket) => {
        const { subject, html } = emailCard(ticket, undefined);
        expect(tagsOf(html)).toEqual(plain);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(subject.length).toBeLessThanOrEqual(180);
      }),
    );
  });
});
