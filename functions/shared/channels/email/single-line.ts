// Bidi marks turn "exe.gnp" into something that reads as a picture; zero-width characters hide the rest.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;

/** Text that stays on one line wherever it is shown or sent: no line breaks, control or bidi characters, bounded. */
export function singleLine(text: string, maxLength: number): string {
  const clean = text
    .slice(0, maxLength * 4)
    .replace(/[\r\n\t]/g, ' ')
    .replace(unsafe, '')
    .toWellFormed()
    .replace(/ +/g, ' ')
    .trim();
  return clean.length <= maxLength ? clean : cutAt(clean, maxLength).trimEnd();
}

/** The first `length` UTF-16 units, one less where that would halve an emoji. */
export function cutAt(text: string, length: number): string {
  const halvesAPair = /[\ud800-\udbff]$/.test(text.slice(0, length));
  return text.slice(0, halvesAPair ? length - 1 : length);
}
