import type { PiiKind, PiiSpan } from '../judgement.ts';
import { type Normalised, originalSpan } from '../text/normalise.ts';
import { chineseAddresses } from './address-zh.ts';
import { isBankCard, isIdCard } from './checksums.ts';

type Rule = { kind: PiiKind; if: Hint; pattern: RegExp; holds?: (digits: string) => boolean };

/** Cheap looks that spare most texts the rules. */
const hints = {
  mail: /@[a-z0-9-]+\./,
  number: /\d{4}|\d[ .-]\d{3}/,
  name: /微信|wechat|weixin|vx|v信|薇信|wx/,
  street:
    /\d[a-z]? [a-z][^,.]{0,80} (?:st|rd|road|ave|lane|ln|drive|dr|boul|blvd|court|square|terr|cresc|high|hwy|park|pkwy)/,
};
type Hint = keyof typeof hints;

/**
 * What gives a person away, in the order in which a place in the text is claimed. Patterns read normalised text: full
 * width and circled digits are plain ones there.
 */
const rules: Rule[] = [
  {
    kind: 'email',
    if: 'mail',
    pattern: /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?![a-z0-9])/g,
  },
  {
    kind: 'wechat',
    if: 'name',
    pattern:
      /(?<=(?:微信|wechat|weixin|vx|v信|薇信|(?<![a-z])wx)(?:号|账号|id)?[ ::=是为]{0,3})[a-z][-_a-z0-9]{5,19}(?![a-z0-9])/g,
  },
  {
    kind: 'qq',
    if: 'number',
    pattern: /(?<=(?:(?<![a-z])qq|扣扣|企鹅)(?:号|号码|群|id)?[ ::=是为]{0,3})[1-9]\d{4,11}(?!\d)/g,
  },
  {
    kind: 'id-card',
    if: 'number',
    pattern: /(?<![\da-z])[1-9]\d{5}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dx](?![\da-z])/g,
    holds: isIdCard,
  },
  { kind: 'phone', if: 'number', pattern: /(?<![\d.])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g },
  {
    kind: 'bank-card',
    if: 'number',
    pattern: /(?<![\da-z])\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?![\da-z])/g,
    holds: isBankCard,
  },
  { kind: 'bank-card', if: 'number', pattern: /(?<![\da-z])3\d{3}[ -]?\d{6}[ -]?\d{5}(?![\da-z])/g, holds: isBankCard },
  {
    kind: 'phone',
    if: 'number',
    pattern: /(?<![\d.])(?:\(0\d{2,3}\)|0\d{2,3}-) ?\d{7,8}(?:-\d{1,4})?(?!\d)|(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)/g,
  },
  {
    kind: 'phone',
    if: 'number',
    pattern: /(?<![\d.])\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){6,12}(?!\d)/g,
  },
  {
    kind: 'phone',
    if: 'number',
    pattern: /(?<![\d.-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])\d{3}[ .-]\d{4}(?![\d-])/g,
  },
  {
    kind: 'phone',
    if: 'number',
    pattern:
      /(?<=(?:phone|mobile|cell|tel|call me (?:at|on)|number is|电话|手机)(?:号|号码)?[ ::是为]{0,3})0?\d{7,12}(?!\d)/g,
  },
  {
    kind: 'address',
    if: 'street',
    pattern:
      /(?<![\d$.,])\d{1,5}[a-z]? (?!(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|times?|more|people|of|on|in|miles?|blocks?)\b)(?:[a-z][a-z'.]{1,20} ){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|square|terrace|crescent|highway|hwy|parkway|pkwy)(?![a-z])\.?(?:,? (?:apt|apartment|suite|unit|flat|#) ?[a-z0-9]{1,5})?/g,
  },
];

/** Finds what identifies a person, in the order of the text; spans do not overlap. */
export function predictPii(normalised: Normalised): PiiSpan[] {
  const { text } = normalised;
  const taken: { kind: PiiKind; from: number; to: number }[] = [];
  for (const { kind, if: hint, pattern, holds } of rules) {
    if (!hints[hint].test(text)) continue;
    for (const found of text.matchAll(pattern)) {
      const from = found.index;
      const to = from + found[0].length;
      if (to === from || taken.some((other) => other.from < to && from < other.to)) continue;
      if (!holds || holds(found[0].replaceAll(/[ -]/g, ''))) taken.push({ kind, from, to });
    }
  }
  for (const { from, to } of chineseAddresses(text)) {
    if (!taken.some((other) => other.from < to && from < other.to)) taken.push({ kind: 'address', from, to });
  }
  taken.sort((a, b) => a.from - b.from);
  return taken.map(({ kind, from, to }) => ({ kind, ...originalSpan(normalised, from, to) }));
}

/** The text with each span replaced by its kind in brackets, e.g. `[phone]`. */
export function redact(text: string, spans: readonly PiiSpan[]): string {
  let kept = '';
  let at = 0;
  for (const { kind, start, end } of spans) {
    kept += `${text.slice(at, start)}[${kind}]`;
    at = end;
  }
  return kept + text.slice(at);
}
