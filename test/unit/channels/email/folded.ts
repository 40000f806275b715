/** Text as the samples compare it: runs of spaces and of blank lines count as one. */
export function folded(text: string): string {
  return text
    .trim()
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n\n');
}
