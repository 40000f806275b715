import { deskWord, type Lang } from './words.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How far an instant lies from now, the way one says it: "5 min ago", "in 2 hr", "3 天前"; a date beyond a week. */
export function timeAgo(at: string, now: Date, lang: Lang): string {
  const ms = Date.parse(at) - now.getTime();
  const far = Math.abs(ms);
  if (Number.isNaN(ms)) return '';
  if (far < minute) return deskWord(lang, 'now');
  if (far >= 7 * day) return onDay(at, now, lang);
  const [unit, size] =
    far < hour ? (['minute', minute] as const) : far < day ? (['hour', hour] as const) : (['day', day] as const);
  return new Intl.RelativeTimeFormat(lang, { style: 'narrow' }).format(Math.trunc(ms / size), unit);
}

/** The day alone, with the year where it is not this one. */
export function onDay(at: string, now: Date, lang: Lang) {
  const date = new Date(at);
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(lang, { month: 'short', day: 'numeric', ...year }).format(date);
}

/** The whole instant, for a tooltip or a table. */
export const fullTime = (at: string, lang: Lang) =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
