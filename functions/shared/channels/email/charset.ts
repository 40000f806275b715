import { plausibility } from './plausibility.ts';

/** Asked in this order when neither the declaration nor UTF-8 fits; the most plausible text wins, earlier ones on a tie. */
const guesses = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr', 'windows-1251', 'koi8-r', 'windows-1252', 'utf-8'];

/** Names that mail programs write and browsers do not know. */
const aliases: Record<string, string> = {
  cp936: 'gbk',
  ms936: 'gbk',
  'windows-936': 'gbk',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp950: 'big5',
  'x-big5': 'big5',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  utf8mb4: 'utf-8',
  'iso-2022-jp-2': 'iso-2022-jp',
  'x-sjis-cp932': 'shift_jis',
};

/** Text of any bytes: as declared, else strict UTF-8, else what reads best. Never throws. */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const label = knownLabel(declared);
  const marked = byteOrderMark(bytes);
  if (marked) return read(bytes, marked) ?? '';
  if (isAscii(bytes)) return decodeAscii(bytes, label);

  const asDeclared = label && readStrictly(bytes, label);
  const asUtf8 = readStrictly(bytes, 'utf-8');
  if (asDeclared !== undefined && asDeclared !== '') {
    const trust = plausibility(asDeclared);
    // Old programs label UTF-8 as Latin-1 or GB2312; both then decode, but only one of them reads well.
    if (asUtf8 !== undefined) return plausibility(asUtf8) > trust ? asUtf8 : asDeclared;
    if (trust >= 0) return asDeclared;
  }
  return asUtf8 ?? mostPlausible(bytes, label);
}

function mostPlausible(bytes: Uint8Array, label: string | undefined): string {
  let best = { text: '', score: Number.NEGATIVE_INFINITY };
  for (const guess of label ? [label, ...guesses] : guesses) {
    const text = read(bytes, guess);
    const score = text === undefined ? Number.NEGATIVE_INFINITY : plausibility(text);
    if (text !== undefined && score > best.score) best = { text, score };
  }
  return best.text;
}

/** Only 7-bit bytes: ISO-2022-JP says so by its escapes, UTF-16 only by its label. */
function decodeAscii(bytes: Uint8Array, label: string | undefined): string {
  if (label?.startsWith('utf-16')) return read(bytes, label) ?? '';
  const ascii = read(bytes, 'utf-8') ?? '';
  return label === 'iso-2022-jp' || ascii.includes('\u001b$') ? (read(bytes, 'iso-2022-jp') ?? ascii) : ascii;
}

function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** The encoding's own name, or undefined for what no decoder knows; reads `"charset=us-ascii"` too. */
function knownLabel(declared: string | undefined): string | undefined {
  const wanted = (declared ?? '')
    .toLowerCase()
    .slice(0, 60)
    .replace(/^\W*(charset\s*=)?|["'\s;]/g, '');
  if (!wanted) return undefined;
  try {
    return new TextDecoder(aliases[wanted] ?? wanted).encoding;
  } catch {
    return undefined;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

function readStrictly(bytes: Uint8Array, label: string): string | undefined {
  return read(bytes, label, true);
}

function read(bytes: Uint8Array, label: string, fatal = false): string | undefined {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}
