import { htmlOwnText, htmlText } from './html-text.ts';
import { partText } from './mime-part.ts';
import { type MimePart, parameter } from './mime-tree.ts';
import { visibleReply } from './visible-reply.ts';

/** The text of a mail or a part of it; `own` leaves out what HTML marks as quoted, where there is HTML. */
type Body = { text(): string; own?: () => string };

const maxTextBytes = 2 * 1024 * 1024;
const maxHtmlBytes = 512 * 1024;
const maxText = 1_000_000;

/** What may still be read: a hundred parts share it. */
type Room = { text: number; html: number };

/** Full text and visible reply of a mail: text/plain where it says something, else the HTML. */
export async function readBody(root: MimePart): Promise<{ text: string; visible: string }> {
  const body = await bodyOf(root, { text: maxTextBytes, html: maxHtmlBytes });
  const text = clean(body.text());
  const visible = visibleReply(text);
  const isInterleaved = /^>/m.test(visible); // answers between quoted lines stay with what they answer
  const own = isInterleaved || !body.own ? '' : clean(body.own());
  if (own === '') return { text, visible };
  const byMarks = visibleReply(own); // the HTML's own marks carry to any language
  return { text, visible: byMarks.length < visible.length ? byMarks : visible };
}

/** Whether a part is text of the mail itself rather than a file sent with it. */
export function isBodyText(part: MimePart): boolean {
  const disposition = part.header('content-disposition');
  const isFile = /^\s*attachment/i.test(disposition) || parameter(disposition, 'filename') !== undefined;
  return (part.type === 'text/plain' || part.type === 'text/html') && !isFile;
}

async function bodyOf(part: MimePart, room: Room): Promise<Body> {
  if (part.children.length === 0) return isBodyText(part) ? leaf(part, room) : joined([]);
  const bodies: Body[] = [];
  for (const child of part.children) bodies.push(await bodyOf(child, room));
  return part.type === 'multipart/alternative' ? best(bodies) : joined(bodies);
}

async function leaf(part: MimePart, room: Room): Promise<Body> {
  const kind = part.type === 'text/html' ? 'html' : 'text';
  const text = room[kind] > 0 ? await partText(part, room[kind]) : '';
  room[kind] -= text.length;
  return kind === 'html' ? { text: () => htmlText(text), own: () => htmlOwnText(text) } : { text: () => text };
}

function best(bodies: readonly Body[]): Body {
  const plain = bodies.find((body) => !body.own && body.text().trim() !== '');
  const html = bodies.findLast((body) => body.own);
  if (!plain || !html?.own) return plain ?? html ?? joined(bodies);
  return isStub(plain.text().trim(), html) ? html : { text: plain.text, own: html.own };
}

function joined(bodies: readonly Body[]): Body {
  const [only, another] = bodies;
  if (only && !another) return only;
  const together = (texts: string[]) => texts.filter((text) => text.trim() !== '').join('\n\n');
  const text = () => together(bodies.map((body) => body.text()));
  return bodies.some((body) => body.own)
    ? { text, own: () => together(bodies.map((body) => (body.own ?? body.text)())) }
    : { text };
}

/** "Your mail program cannot show HTML": a plain text that stands in for the real one. */
function isStub(plain: string, html: Body): boolean {
  if (plain.length > 300) return false;
  const says = /html|browser|view (?:this|the) (?:e-?mail|message)|浏览器|瀏覽器|ブラウザ/i.test(plain);
  return (says || plain.length < 10) && html.text().trim().length > 3 * plain.length;
}

/** Without what no store or page can carry: NUL and its kind, half characters, non-characters. */
function clean(text: string): string {
  return (
    text
      .slice(0, maxText)
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff]/g, '')
      .toWellFormed()
      .trim()
  );
}
