// What SQS accepts, by its documentation. JSON.stringify escapes control characters and lone surrogates but not U+FFFE
// and U+FFFF, and a lone surrogate comes back changed from most stores: one rule here, and a text is the same wherever
// it is read.
const refused = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text that every queue and store takes as it is: what they would refuse becomes U+FFFD, line ends become `\n`. */
export const cleanText = (text: string) => text.replace(refused, '\uFFFD').replace(/\r\n?/g, '\n');

/** Characters (UTF-16 units) of a message that travel in events and on the timeline; the rest lies in S3. */
export const maxInlineCharacters = 8_000;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cuts to at most `limit` UTF-16 units without splitting a character (grapheme), unless one alone is longer than that. */
export function cutText(text: string, limit: number = maxInlineCharacters): string {
  if (text.length <= limit) return text;
  const end = graphemes.segment(text).containing(limit)?.index;
  return text.slice(0, end || limit).toWellFormed();
}
