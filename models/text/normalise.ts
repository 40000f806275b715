import { isDigit, isSurrogate } from './characters.ts';
import { foldCharacter } from './fold.ts';

/**
 * A text as all readers see it: NFKC, lower case, simplified, look-alikes folded, nothing invisible, white space
 * single, stretched letters cut to two. `origin` says where each unit stands in the original; without it, at the same
 * place.
 */
export type Normalised = {
  text: string;
  emphasis: Emphasis;
  origin?: { starts: Uint32Array; ends: Uint32Array };
};

/** What normalising takes away but still tells how strongly a thing is said. */
export type Emphasis = { capitals: number; exclamations: number; stretched: number };

const UNKNOWN = 0xffff; // not looked up yet
const SEVERAL = 0xfffe; // folds to several units, see `several`
const NOTHING = 0;
const single = new Uint16Array(0x10000).fill(UNKNOWN);
const several = new Map<number, string>();

/** Looks a character up once; a table of all of them at start would cost ten milliseconds of every cold start. */
function learn(code: number): number {
  const folded = isSurrogate(code) ? '' : foldCharacter(String.fromCharCode(code));
  if (folded.length > 1) several.set(code, folded);
  const entry = folded.length > 1 ? SEVERAL : folded === '' ? NOTHING : folded.charCodeAt(0);
  single[code] = entry >= SEVERAL && folded.length <= 1 ? NOTHING : entry;
  return single[code] ?? NOTHING;
}

/** The folding of a character outside the basic plane, e.g. a mathematical letter or an emoji. */
function foldPair(point: number): string {
  const known = several.get(point);
  if (known !== undefined) return known;
  const folded = foldCharacter(String.fromCodePoint(point));
  if (several.size < 5000) several.set(point, folded);
  return folded;
}

/**
 * Collects the normalised units. There is one, used again for every text: allocating typed arrays for each message
 * takes three times as long as filling them.
 */
class Writer {
  codes = new Uint16Array(1024);
  starts = new Uint32Array(1024);
  ends = new Uint32Array(1024);
  length = 0;
  stretched = 0;
  /** Whether some unit stands elsewhere than in the original. */
  moved = false;

  reset() {
    this.length = 0;
    this.stretched = 0;
    this.moved = false;
  }

  /** Adds a unit unless it is a repeated space or the third of the same letters; digits may repeat. */
  put(code: number, start: number, end: number) {
    const { codes, length } = this;
    if (length > 0 && code === codes[length - 1]) {
      if (code === 32) return;
      if (length > 1 && code === codes[length - 2] && !isDigit(code) && !isSurrogate(code)) {
        this.ends[length - 1] = end;
        this.stretched++;
        this.moved = true;
        return;
      }
    } else if (length === 0 && code === 32) return;
    if (length === codes.length) this.grow();
    this.codes[length] = code;
    this.starts[length] = start;
    this.ends[length] = end;
    if (start !== length || end !== length + 1) this.moved = true;
    this.length++;
  }

  private grow() {
    const { codes, starts, ends } = this;
    this.codes = new Uint16Array(codes.length * 2);
    this.codes.set(codes);
    this.starts = new Uint32Array(codes.length * 2);
    this.starts.set(starts);
    this.ends = new Uint32Array(codes.length * 2);
    this.ends.set(ends);
  }
}

const writer = new Writer();
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

function putAll(folded: string, start: number, end: number) {
  for (let at = 0; at < folded.length; at++) writer.put(folded.charCodeAt(at), start, end);
}

/** Normalises a text for reading; any string is fine, lone surrogates and control characters included. */
export function normalise(original: string): Normalised {
  writer.reset();
  let capitals = 0;
  let exclamations = 0;
  for (let at = 0; at < original.length; at++) {
    const code = original.charCodeAt(at);
    if (code >= 0xd800 && code < 0xdc00) {
      const point = original.codePointAt(at) ?? 0;
      if (point > 0xffff) putAll(foldPair(point), at, ++at + 1);
      continue;
    }
    let entry = single[code] ?? NOTHING;
    if (entry === UNKNOWN) entry = learn(code);
    if (entry === NOTHING) continue;
    if (entry === SEVERAL) {
      putAll(several.get(code) ?? '', at, at + 1);
      continue;
    }
    if (code >= 65 && code <= 90) capitals++;
    else if (entry === 33) exclamations++;
    writer.put(entry, at, at + 1);
  }
  let { length } = writer;
  if (length > 0 && writer.codes[length - 1] === 32) length--;
  const emphasis = { capitals, exclamations, stretched: writer.stretched };
  const text = decoder.decode(writer.codes.subarray(0, length));
  if (!writer.moved) return { text, emphasis };
  return { text, emphasis, origin: { starts: writer.starts.slice(0, length), ends: writer.ends.slice(0, length) } };
}

/** Where units `from` (included) to `to` (excluded) of the normalised text stand in the original. */
export function originalSpan({ origin }: Normalised, from: number, to: number): { start: number; end: number } {
  if (!origin) return { start: from, end: to };
  return { start: origin.starts[from] ?? 0, end: origin.ends[Math.max(from, to - 1)] ?? 0 };
}
