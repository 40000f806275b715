import type { Caught } from './sandbox.ts';
import type { SentMail } from './sesv2.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (value: unknown): string => String(value ?? '').replace(/[&<>"']/g, (one) => escapes[one] ?? one);

type Block = {
  type?: string;
  text?: { text?: string };
  fields?: { text?: string }[];
  elements?: Block[];
  url?: string;
};

function blockText({ type, text, fields, elements }: Block): string {
  const own = text?.text ?? '';
  const inside = [...(fields ?? []).map((field) => field.text ?? ''), ...(elements ?? []).map(blockText)].join(' · ');
  const line = [own, inside].filter(Boolean).join('\n');
  if (type === 'header') return `<h3>${escaped(line)}</h3>`;
  return line ? `<p>${escaped(line)}</p>` : '';
}

function slackMessage({ at, body }: Caught): string {
  const { text, blocks } = (typeof body === 'object' && body !== null ? body : { text: body }) as {
    text?: unknown;
    blocks?: Block[];
  };
  const content = Array.isArray(blocks) ? blocks.map(blockText).join('') : `<p>${escaped(text)}</p>`;
  return `<article><time>${escaped(at)}</time>${content}</article>`;
}

const mailArticle = ({ at, from, to, subject, text, html }: SentMail): string => `<article><time>${escaped(at)}</time>
<h3>${escaped(subject)}</h3><p>${escaped(from)} → ${escaped(to.join(', '))}</p><p>${escaped(text || html.replace(/<[^>]*>/g, ' '))}</p></article>`;

const newestFirst = <One>(all: One[]): One[] => all.slice(-100).reverse();

/** What would have been sent, newest first. */
export const sandboxPage = ({ slack, mails }: { slack: Caught[]; mails: SentMail[] }): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandbox</title>
<meta http-equiv="refresh" content="5">
<style>body{font:15px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#222}
main{display:grid;grid-template-columns:1fr 1fr;gap:2rem}article{border:1px solid #ddd;border-radius:8px;padding:.5rem 1rem;margin:1rem 0}
p{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}h3{margin:.3rem 0}time{color:#666;font-size:.85em}
@media(max-width:50rem){main{grid-template-columns:1fr}}</style>
<h1>What would have been sent</h1><p>Nothing on this page left the machine.</p>
<main><section><h2>Slack (${slack.length})</h2>${newestFirst(slack).map(slackMessage).join('')}</section>
<section><h2>E-mail (${mails.length})</h2>${newestFirst(mails).map(mailArticle).join('')}</section></main></html>
`;
