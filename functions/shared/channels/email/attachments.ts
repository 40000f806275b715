import { isBodyText } from './body-text.ts';
import { partBytes, partName } from './mime-part.ts';
import type { MimePart } from './mime-tree.ts';
import { cutAt, singleLine } from './single-line.ts';

export type Attachment = { name: string; contentType: string; bytes: number; content: Uint8Array };

const maxTotalBytes = 25 * 1024 * 1024;
const logoBytes = 8 * 1024;

// Parts that are a mail's machinery, and Outlook's private format.
const machinery =
  /^(?:message\/(?:delivery-status|disposition-notification|feedback-report|partial)|text\/rfc822-headers|application\/(?:pgp-signature|pgp-encrypted|(?:x-)?pkcs7-signature|ms-tnef|vnd\.ms-tnef)|multipart\/)/;

// The names that programs give pictures in signatures and templates. A name a person gave makes it worth keeping.
const machineName =
  /^(?:$|image\d*\.|img\d*\.|outlook-|inserted|pixel|spacer|blank|logo|icon|favicon|signature|facebook|twitter|linkedin|instagram|youtube|wechat|[0-9a-f]{6,}(?:[-@.]|$))/i;

/** Files sent with a mail: safe names, at most 25 MB in all, without logos and mail machinery. */
export async function readAttachments(root: MimePart): Promise<Attachment[]> {
  const found: Attachment[] = [];
  let room = maxTotalBytes;
  for (const part of leaves(root)) {
    if (isBodyText(part) || machinery.test(part.type) || part.body.length * 0.5 > room) continue;
    const named = await partName(part);
    const content = await partBytes(part);
    if (content.length > room || isLogo(part, named, content.length) || /^winmail\.dat$/i.test(named.trim())) continue;
    room -= content.length;
    found.push({
      name: safeName(named, part.type, found.length + 1),
      contentType: part.type,
      bytes: content.length,
      content,
    });
  }
  return found;
}

function leaves(part: MimePart): MimePart[] {
  return part.children.length === 0 ? [part] : part.children.flatMap(leaves);
}

function isLogo(part: MimePart, name: string, bytes: number): boolean {
  const isInline = part.header('content-id') !== '' || /^\s*inline/i.test(part.header('content-disposition'));
  return part.type.startsWith('image/') && isInline && bytes < logoBytes && machineName.test(name.trim());
}

/** A name that is no path and no trick: the last part of it, without what a file system or a shell would read. */
export function safeName(name: string, contentType: string, number: number): string {
  const last = singleLine(name, 1_000).split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[<>:"|?*;&$`'%#{}~^]/g, '_').replace(/^[.\s-]+|[.\s]+$/g, '');
  const ending = /\.[a-z0-9]{1,10}$/i.exec(clean)?.[0] ?? '';
  if (clean === '' || clean === ending) return `attachment-${number}${ending || `.${endingFor(contentType)}`}`;
  return clean.length <= 120
    ? clean
    : cutAt(clean.slice(0, clean.length - ending.length), 120 - ending.length) + ending;
}

function endingFor(contentType: string): string {
  const known: Record<string, string> = {
    'message/rfc822': 'eml',
    'text/calendar': 'ics',
    'image/jpeg': 'jpg',
    'text/plain': 'txt',
  };
  return known[contentType] ?? /^(?:image|audio|video|text)\/(?:x-)?([a-z0-9]{1,8})$/.exec(contentType)?.[1] ?? 'bin';
}
