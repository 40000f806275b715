import { chatWord, type Lang } from '../words.ts';
import { element } from './element.ts';
import type { Line } from './transcript.ts';

const author = (lang: Lang, { by }: Line) => chatWord(lang, by === 'customer' ? 'you' : by);

const sameDay = (one: string, other: string) => new Date(one).toDateString() === new Date(other).toDateString();

function when(lang: Lang, at: string, after: string | undefined) {
  const day: Intl.DateTimeFormatOptions = after && sameDay(at, after) ? {} : { month: 'short', day: 'numeric' };
  const isToday = sameDay(at, new Date().toISOString());
  return new Intl.DateTimeFormat(lang, { ...(isToday ? {} : day), hour: '2-digit', minute: '2-digit' }).format(
    new Date(at),
  );
}

function footing(lang: Lang, line: Line, previous: Line | undefined) {
  if (line.state === 'sending') return chatWord(lang, 'sending');
  if (line.state === 'refused') return `${chatWord(lang, 'refused')}${line.why ? `: ${line.why}` : ''}`;
  return when(lang, line.at, previous?.at);
}

/** Keeps a list on the screen the same as the lines, touching only what changed. */
export function linesInto(list: HTMLElement, lang: Lang) {
  const shown = new Map<string, { item: HTMLElement; as: string }>();

  return (lines: Line[]) => {
    const keys = new Set(lines.map((line) => line.key));
    for (const [key, { item }] of shown) {
      if (keys.has(key)) continue;
      item.remove();
      shown.delete(key);
    }
    lines.forEach((line, index) => {
      const previous = lines[index - 1];
      const follows = previous?.by === line.by;
      const as = `${line.id} ${line.state} ${line.at} ${follows}`;
      const old = shown.get(line.key);
      let item = old?.item;
      if (!item || old?.as !== as) {
        item = lineItem(lang, line, previous, follows);
        old?.item.replaceWith(item);
        shown.set(line.key, { item, as });
      }
      if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
    });
  };
}

const lineItem = (lang: Lang, line: Line, previous: Line | undefined, follows: boolean) =>
  element(
    'li',
    { class: `line ${line.by} ${line.state} ${follows ? 'follows' : ''}` },
    element('span', { class: 'by', text: author(lang, line) }),
    element('p', { text: line.text, dir: 'auto' }),
    element('small', { text: footing(lang, line, previous) }),
  );
