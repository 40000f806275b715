import { cutText } from '../shared/clean-text.ts';
import type { Ticket } from '../shared/ticket.ts';

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML shows it, in content and in attributes. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => named[sign] ?? sign);

// A header's value is one line; direction marks could make it read as something else.
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();

/** A ticket as a mail to its team: the same in text and in HTML. */
export function emailCard(ticket: Ticket, link: string | undefined): { subject: string; text: string; html: string } {
  const { priority, channel, name, customerId, dueAt, reasons, context } = ticket;
  const subject = cutText(
    oneLine(`[${priority}] ${name ?? customerId} · ${channel} · ${reasons[0]?.because ?? ''}`),
    180,
  );
  const why = reasons.map(({ because, weight }) => `${because}${weight ? ` (+${weight})` : ''}`);
  const said = context.lines.map(({ at, by, text }) => ({ head: `${at.slice(11, 16)} ${by}`, text }));
  const say = context.suggestions.map(({ question, answer }) => ({ question, answer }));

  const text = [
    subject,
    `due ${dueAt}`,
    '',
    ...why.map((line) => `- ${line}`),
    '',
    ...said.map(({ head, text: words }) => `${head}: ${words}`),
    ...(say.length > 0 ? ['', 'could say:', ...say.map(({ question, answer }) => `* ${question}: ${answer}`)] : []),
    ...(link ? ['', link] : []),
  ].join('\n');

  const row = (label: string, words: string) =>
    `<tr><td style="color:#666;padding:2px 12px 2px 0;white-space:nowrap;vertical-align:top">${escapeHtml(label)}</td><td>${escapeHtml(words).replaceAll('\n', '<br>')}</td></tr>`;
  const html = `<!doctype html><html><body style="font-family:system-ui,sans-serif;max-width:640px">
<h2 style="font-size:18px">${escapeHtml(subject)}</h2>
<p>due ${escapeHtml(dueAt)}</p>
<ul>${why.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>
<table>${said.map(({ head, text: words }) => row(head, words)).join('')}</table>
${say.length > 0 ? `<h3 style="font-size:15px">could say</h3><table>${say.map(({ question, answer }) => row(question, answer)).join('')}</table>` : ''}
${link ? `<p><a href="${escapeHtml(link)}">Open on the desk</a></p>` : ''}
</body></html>`;
  return { subject, text, html };
}
