import EmailReplyParser from 'email-reply-parser';
import { attributionLength } from './attribution.ts';
import { isDeviceFooter } from './device-footer.ts';
import { headerBlockLength, isQuoteSeparator, isRule } from './quote-header.ts';

const maxLength = 100_000;
const maxLines = 5_000;

/**
 * What the sender wrote above (or between) the quoted thread, without what machines add below. Linear in the text's
 * length. Never empty when the text is not: a forward with nothing above it keeps the forwarded body.
 * Lines that begin with `>` stay only where the sender answered below them; `ownWords` leaves them out.
 */
export function visibleReply(text: string): string {
  const lines = toLines(text.slice(0, maxLength));
  const { own, below } = splitAtQuote(lines);
  const visible = tidy(withoutFooters(own));
  if (hasOwnWords(visible))
    return below.length > 0 || visible.length < own.length ? join(visible) : secondOpinion(join(visible));
  return join(tidy(below)) || join(tidy(own)) || text.trim();
}

/** A visible reply without the lines it answers; what is to be judged as the customer's words. */
export function ownWords(visible: string): string {
  const own = visible.split('\n').filter((line) => !isQuoted(line));
  return join(own) || visible;
}

/** The sender's lines, attributions taken out, and those below the point from which everything is quoted. */
function splitAtQuote(lines: readonly string[]): { own: string[]; below: string[] } {
  const own: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line === '') {
      own.push(line);
      continue;
    }
    const marker = isQuoted(line) ? 0 : markerLength(lines, i);
    if (marker > 0 && isQuoted(lines[nextFilled(lines, i + marker)] ?? '')) {
      i += marker - 1; // who wrote the lines marked with > below; they come and go on their own
      continue;
    }
    const start = marker > 0 ? nextFilled(lines, i + marker) : i;
    const header = isQuoted(line) ? 0 : headerBlockLength(lines, start);
    if (marker > 0 || header > 0) return { own, below: lines.slice(start + header) };
    own.push(line);
  }
  return { own, below: [] };
}

function markerLength(lines: readonly string[], at: number): number {
  return isQuoteSeparator(lines[at] ?? '') ? 1 : attributionLength(lines, at);
}

/** Takes footers, rules and quotations from the end, and a signature set off by "-- ". */
function withoutFooters(lines: readonly string[]): string[] {
  let end = lastOwnLine(lines, lines.length);
  const delimiter = lines.slice(0, end).findLastIndex((line) => /^(?:--|—)\s?$/.test(line));
  const hasTextAbove = lines.slice(0, Math.max(0, delimiter)).some(isOwnText);
  if (delimiter >= 0 && hasTextAbove && end - delimiter <= 15) end = lastOwnLine(lines, delimiter);
  return lines.slice(0, end);
}

function lastOwnLine(lines: readonly string[], from: number): number {
  let end = from;
  while (end > 0 && !isOwnText(lines[end - 1] ?? '')) end -= 1;
  return end;
}

function isOwnText(line: string): boolean {
  return line.trim() !== '' && !isQuoted(line) && !isRule(line) && !isDeviceFooter(line);
}

function hasOwnWords(lines: readonly string[]): boolean {
  return lines.some(isOwnText);
}

// The library knows a few more marks. Its expressions can take the square of a long text, and it hides sign-offs and
// all below them, so it is asked only about short texts in which we found nothing, and only what it calls quoted goes.
function secondOpinion(text: string): string {
  if (text.length > 2_000 || /^\s*>/m.test(text)) return text;
  const kept = new EmailReplyParser()
    .read(text)
    .getFragments()
    .filter((fragment) => !fragment.isQuoted());
  return kept.map(String).join('\n').trim() || text;
}

function toLines(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/^\ufeff/, '')
    .split('\n', maxLines)
    .map((line) => line.trimEnd());
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}[>＞]/.test(line);
}

function nextFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && ((lines[at] ?? '').trim() === '' || isRule(lines[at] ?? ''))) at += 1;
  return at;
}

function tidy(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => line.trim() !== '' && !isRule(line));
  return start < 0 ? [] : lines.slice(start);
}

function join(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
