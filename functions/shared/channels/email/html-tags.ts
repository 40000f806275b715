const maxOpen = 1_000;

// Elements without an end, and those that the next of their kind closes.
const uncounted = new Set(
  'area base br col embed hr img input link meta source wbr p li dt dd td th tr tbody thead tfoot option'.split(' '),
);

/** More elements are open at once than any mail program nests; the parser's time grows with the square of that. */
export function isTooDeep(html: string): boolean {
  let open = 0;
  for (const [, closing, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]{0,30})/gi)) {
    if (uncounted.has(name.toLowerCase())) continue;
    open = closing ? Math.max(0, open - 1) : open + 1;
    if (open > maxOpen) return true;
  }
  return false;
}

/** A rough text of HTML that is no mail program's: tags, scripts and styles taken out in one pass. */
export function withoutTags(html: string): string {
  return without(without(html, 'script'), 'style')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/[ \t]+/g, ' ');
}

function without(html: string, element: string): string {
  const lower = html.toLowerCase();
  const kept: string[] = [];
  let from = 0;
  for (let start = lower.indexOf(`<${element}`); start >= 0; start = lower.indexOf(`<${element}`, from)) {
    kept.push(html.slice(from, start));
    const end = lower.indexOf(`</${element}`, start);
    if (end < 0) return kept.join(' ');
    from = end;
  }
  return kept.join(' ') + html.slice(from);
}
