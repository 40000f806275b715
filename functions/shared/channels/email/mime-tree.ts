import { decodeText } from './charset.ts';

/** One part of a mail; its body is still transfer-encoded. A multipart that could be split has children. */
export type MimePart = {
  header(name: string): string;
  type: string;
  body: Buffer;
  children: MimePart[];
};

const maxBytes = 40 * 1024 * 1024; // what SES accepts
const maxHeaderBytes = 1024 * 1024;
const maxHeaderLines = 10_000;
const maxHeaderLength = 8_000;
const maxDepth = 10;
const maxParts = 100;
const maxBoundaryLines = 10_000; // lines that begin like a boundary, true or false ones

type Budget = { parts: number; boundaryLines: number };

/** Splits a mail into its parts within fixed bounds; what lies beyond them is left unread. Never throws. */
export function mimeTree(raw: Uint8Array): MimePart {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, maxBytes));
  return readPart(bytes, 0, { parts: maxParts, boundaryLines: maxBoundaryLines });
}

function readPart(bytes: Buffer, depth: number, budget: Budget): MimePart {
  const bodyStart = depth === 0 && !beginsWithHeader(bytes) ? 0 : endOfHeaders(bytes);
  const headerBlock = boundedHeaders(bytes.subarray(0, Math.min(bodyStart, maxHeaderBytes)));
  const header = headerReader(headerBlock);
  const declared = /^[a-z0-9]+\/[a-z0-9.+_-]+/i.exec(header('content-type').trim())?.[0]?.toLowerCase();
  const part: MimePart = { header, type: declared ?? 'text/plain', body: bytes.subarray(bodyStart), children: [] };
  if (!part.type.startsWith('multipart/') || depth >= maxDepth) return part;

  const boundary = parameter(header('content-type'), 'boundary') ?? likelyBoundary(part.body);
  for (const child of boundary ? slices(part.body, boundary, budget) : []) {
    if (budget.parts <= 0) break;
    budget.parts -= 1;
    part.children.push(readPart(child, depth + 1, budget));
  }
  // Said to be a multipart, but nothing to split at: all there is to read is the body itself.
  return part.children.length > 0 || budget.parts <= 0 ? part : { ...part, type: 'text/plain' };
}

/** A boundary lost on its way (an unindented fold does it) still begins the body. */
function likelyBoundary(body: Buffer): string | undefined {
  return /^\s*--([^\s-][!-~]{4,69}|-[!-~]{4,69})\r?\n/.exec(body.toString('latin1', 0, 200))?.[1];
}

/** The bytes between the boundary lines, preamble and epilogue left out. */
function slices(body: Buffer, boundary: string, budget: Budget): Buffer[] {
  const mark = Buffer.from(`--${boundary}`);
  const found: Buffer[] = [];
  let start = -1;
  let at = body.subarray(0, mark.length).equals(mark) ? 0 : nextLine(body, mark, 0);
  while (at >= 0 && budget.boundaryLines > 0 && found.length < maxParts) {
    budget.boundaryLines -= 1;
    const lineEnd = endOfLine(body, at);
    const rest = body.toString('latin1', at + mark.length, Math.min(lineEnd, at + mark.length + 100)).trimEnd();
    if (rest === '' || rest === '--') {
      if (start >= 0) found.push(body.subarray(start, Math.max(start, at - 1)));
      start = rest === '' ? Math.min(lineEnd + 1, body.length) : -1;
      if (rest === '--') return found;
    }
    at = nextLine(body, mark, lineEnd);
  }
  if (start >= 0 && found.length < maxParts) found.push(body.subarray(start, at < 0 ? body.length : at));
  return found;
}

function nextLine(body: Buffer, mark: Buffer, from: number): number {
  const at = body.indexOf(Buffer.concat([Buffer.from('\n'), mark]), from);
  return at < 0 ? -1 : at + 1;
}

function endOfLine(body: Buffer, from: number): number {
  const end = body.indexOf(0x0a, from);
  return end < 0 ? body.length : end;
}

/** Not so where something else than a mail was handed in: all of it is then body. An mbox line may come first. */
function beginsWithHeader(bytes: Buffer): boolean {
  return /^(?:From [^\n]*\n|\r?\n|[!-9;-~]{1,100}[ \t]*:)/.test(bytes.toString('latin1', 0, 1_000));
}

/** Where the body starts, just after the first empty line. */
function endOfHeaders(bytes: Buffer): number {
  if (bytes[0] === 0x0a) return 1;
  if (bytes[0] === 0x0d && bytes[1] === 0x0a) return 2;
  const ends = ['\n\n', '\n\r\n']
    .map((gap) => ({ at: bytes.indexOf(gap), length: gap.length }))
    .filter(({ at }) => at >= 0);
  return Math.min(bytes.length, ...ends.map(({ at, length }) => at + length));
}

function boundedHeaders(block: Buffer): Buffer {
  let end = -1;
  for (let line = 0; line < maxHeaderLines; line++) {
    end = block.indexOf(0x0a, end + 1);
    if (end < 0) return block;
  }
  return block.subarray(0, end + 1);
}

/** Reads single headers of a part, unfolded, encoded words as they stand: the first of a name, bounded. */
function headerReader(block: Buffer): (name: string) => string {
  const headers = firstOfEachName(decodeText(block));
  return (name) => headers.get(name) ?? '';
}

function firstOfEachName(block: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name && !headers.has(name)) headers.set(name, line.slice(colon + 1, colon + maxHeaderLength).trim());
  }
  return headers;
}

/** One parameter of a header such as `text/plain; charset="utf-8"`. */
export function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(value);
  return (found?.[1] ?? found?.[2])?.trim() || undefined;
}
