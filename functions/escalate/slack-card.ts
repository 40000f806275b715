import { cutText } from '../shared/clean-text.ts';
import type { Ticket } from '../shared/ticket.ts';

/** Slack's limits (Block Kit reference): 150 characters a header, 3,000 a section's text. */
const headerLimit = 150;
const sectionLimit = 2900;

/** Customers' words as Slack shows them: `&`, `<` and `>` escaped, so that nothing can ping, link or format a date. */
export const escapeSlack = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

// `plain_text` renders no formatting at all, and takes no mentions; with emoji off, `:names:` stay words too.
const plain = (text: string, limit: number) => ({
  type: 'plain_text',
  text: cutText(text, limit) || '…',
  emoji: false,
});

const moods = { negative: '▼', mixed: '◆', neutral: '•', positive: '▲' };

/** A ticket as a Block Kit message: one screen, why first, then the last words, then what we could say. */
export function slackCard(
  ticket: Ticket,
  link: string | undefined,
): { text: string; blocks: Record<string, unknown>[] } {
  const { priority, owner, dueAt, reasons, context, channel, name } = ticket;
  const headline = `${priority} · ${channel} · ${name ?? ticket.customerId} → ${owner}`;
  const course = context.course.map(({ sentiment }) => moods[sentiment]).join(' ');
  const lines = context.lines.slice(-6).map(({ by, text }) => `${by}: ${text}`);
  const blocks: Record<string, unknown>[] = [
    { type: 'header', text: plain(headline, headerLimit) },
    {
      type: 'section',
      text: plain(
        reasons.map(({ because, weight }) => `${because}${weight ? ` (+${weight})` : ''}`).join('\n'),
        sectionLimit,
      ),
    },
    { type: 'context', elements: [plain(`mood ${course || '•'}   due ${dueAt}`, 300)] },
    { type: 'divider' },
    { type: 'section', text: plain(lines.join('\n'), sectionLimit) },
  ];
  for (const { question, confidence } of context.suggestions) {
    blocks.push({
      type: 'context',
      elements: [plain(`could say (${Math.round(confidence * 100)} %): ${question}`, 300)],
    });
  }
  if (link) {
    blocks.push({
      type: 'actions',
      elements: [{ type: 'button', text: plain('Open on the desk', 75), url: link, style: 'primary' }],
    });
  }
  return { text: escapeSlack(cutText(headline, 200)), blocks };
}
