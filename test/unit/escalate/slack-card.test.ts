import { describe, expect, it } from 'vitest';
import { noticeRequested } from '../../../events/notice-requested.ts';
import { escapeSlack, slackCard } from '../../../functions/escalate/slack-card.ts';
import type { Ticket } from '../../../functions/shared/ticket.ts';
import { aNoticeRequested, aTicket, wednesday } from '../../fixtures/builders.ts';

const link = 'https://desk.example/?ticket=t-1';

/** A ticket in which every word a customer can choose is `words`. */
const saying = (words: string): Ticket =>
  aTicket({
    name: words,
    reasons: [{ because: `signal legal: “${words}”`, weight: 70 }],
    context: {
      lines: [{ at: wednesday, by: 'customer', text: words }],
      course: [{ at: wednesday, sentiment: 'negative', emotion: 'anger', intensity: 1 }],
      suggestions: [{ entryId: 'a', question: words, answer: words, confidence: 0.6 }],
    },
  });

type Text = { type: string; text: string; emoji?: boolean };

/** Every text object of a message, wherever it is. */
function textsIn(value: unknown): Text[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const here = 'text' in value && typeof value.text === 'string' ? [value as Text] : [];
  return [...here, ...Object.values(value).flatMap(textsIn)];
}

const injections = [
  '<!channel>',
  '<!here>',
  '<!everyone>',
  '<@U024BE7LH>',
  '<!subteam^S1|all>',
  '<#C024BE7LR>',
  '<https://evil.example|https://bank.example>',
  '<mailto:x@evil.example|me>',
  '<!date^1392734382^{date}|now>',
  '&lt;!channel&gt;',
  '```\n<!channel>\n```',
  '`code` *bold* _it_ ~no~ > quote',
  ':rotating_light: :wave:',
  '@channel @here @everyone',
  '\u202e<lennahc!>',
  '<!chan\u200bnel>',
  '＜!channel＞',
  '"}],"blocks":[{"type":"section"',
];

describe('a Slack card', () => {
  it.each(injections)('shows %s as the characters it is: plain text only, no emoji', (words) => {
    const texts = textsIn(slackCard(saying(words), link).blocks);

    expect(texts.length).toBeGreaterThan(4);
    for (const { type, emoji } of texts) expect([type, emoji]).toEqual(['plain_text', false]);
    expect(texts.some(({ text }) => text.includes(words))).toBe(true);
  });

  it.each(injections)('pings nobody with %s in the text for notifications, which Slack formats', (words) => {
    expect(slackCard(saying(words), link).text).not.toMatch(/[<>]/);
  });

  it('shows what was escaped already as it was written', () => {
    expect(escapeSlack('&lt;b&gt; & <b>')).toBe('&amp;lt;b&amp;gt; &amp; &lt;b&gt;');
  });

  it.each([
    ['a header of 151 characters', saying('x'.repeat(151))],
    ['a section of 3,001 characters', saying('语'.repeat(3001))],
    ['emoji of many parts at every cut', saying('👩‍👩‍👧‍👦'.repeat(400))],
    ['nothing at all', saying('')],
    [
      'thirty reasons',
      aTicket({
        reasons: Array.from({ length: 30 }, (_, index) => ({ because: `${'r'.repeat(195)}${index}`, weight: 1 })),
      }),
    ],
  ])('stays within Slack’s limits with %s', (_what, ticket) => {
    const { text, blocks } = slackCard(ticket, link);

    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const each of blocks) {
      const limit = each.type === 'header' ? 150 : each.type === 'section' ? 3000 : 2000;
      for (const { text: words } of textsIn(each)) {
        expect(words.length).toBeLessThanOrEqual(limit);
        expect(words.length).toBeGreaterThan(0);
        expect(words.isWellFormed()).toBe(true);
      }
    }
    expect(noticeRequested.safeParse(aNoticeRequested({ notice: { by: 'slack', text, blocks } })).success).toBe(true);
  });

  it('says why before it says what', () => {
    const [, why, mood, , said] = textsIn(slackCard(saying('I will sue'), link).blocks).map(({ text }) => text);

    expect(why).toBe('signal legal: “I will sue” (+70)');
    expect(mood).toMatch(/^mood ▼ {3}due 2026-11-18T04:00/);
    expect(said ?? '').toMatch(/could say/);
  });

  it('leads to the desk, when there is one', () => {
    const buttons = (given: string | undefined) =>
      slackCard(aTicket(), given).blocks.filter(({ type }) => type === 'actions');

    expect(buttons(link)).toMatchObject([{ elements: [{ type: 'button', url: link }] }]);
    expect(buttons(undefined)).toEqual([]);
  });

  it('names a customer without a name by their id', () => {
    expect(slackCard(aTicket({ customerId: 'c_1' }), link).text).toBe('high · wechat · c_1 → care');
  });
});
