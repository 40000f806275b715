// "On …, … wrote:" and its like. A line counts only together with a date or an address, so that a sentence does not.
const verbs = [
  'wrote|writes|schrieb|schrieben|geschrieben|a écrit|écrit|escribió|escribio|escreveu|ha scritto|scrisse|schreef|geschreven|va escriure',
  'skrev|skreiv|kirjoitti|napisał|napisała|napisał\\(a\\)|napisał\\(-a\\)|pisze|napsal|napsala|napsal\\(a\\)|napísal|napísal\\(a\\)|napisao|napisala|je napisao/la|írta|ezt írta|a scris',
  'yazdı|şunu yazdı|şunları yazdı|έγραψε|написал|написала|написал\\(а\\)|писал|писал\\(а\\)|пишет|написав|написала|написав\\(ла\\)|пише|написа',
  'כתב|כתבה|כתב/ה|كتب|đã viết|viết|เขียนว่า|เขียน|menulis',
].join('|');
const endsInWrote = new RegExp(`(?:^|[\\s>"”»),])(?:${verbs})$`, 'i');
// "Am 31.12.25 um 10:15 schrieb Jana:" has its verb inside; "schrieb ich Ihnen:" is the customer's own story.
const wroteInside = /\s(?:schrieb|schreef|skrev|skreiv)\s(?!ich|wir|ik|wij|we|jag|jeg|vi)\S/i;
const wroteInHan =
  /写道|寫道|编写|撰写|撰寫|来信|のメッセージ|のメール|さんは書きました|が書きました|書きました|님이 작성|작성/;

const opener =
  /^(?:on|am|le|el|il|em|no dia|op|den|på|dne|dnia|w dniu|pe|ti|to|ke|ma|la|su|în|la data|στις|el día|in data|vào|pada|ср|пн|вт|чт|пт|сб|вс|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|mié|jue|jeu|vie|ven|sáb|sam|dom|dim|seg|ter|qua|qui|sex|mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo|man|tir|ons|tor|fre|lör|lør|sön|søn|pon|wt|śr|czw|pt|sob|niedz|в|у|от|在|于|於)(?=[\s.,，;\d]|$)/iu;

const date =
  /\d{1,4}\s?[./年-]\s?\d{1,2}|\b(?:19|20)\d{2}\b|\d{1,2}:\d{2}|\d{1,2}\.?\s(?:de\s)?\p{L}{3,12}|\p{L}{3,12}\s\d{1,2}\b/u;

const maxLength = 400;

/** How many lines from `at` on say who wrote the quotation below: 0 when these do not. */
export function attributionLength(lines: readonly string[], at: number): number {
  const first = bareLine(lines[at]);
  if (first === '' || first.length > maxLength) return 0;
  if (isAttribution(first, quotedBelow(lines, at + 1))) return 1;
  if (!startsLikeOne(first)) return 0;
  let joined = first;
  for (let i = at + 1; i < Math.min(lines.length, at + 4); i++) {
    const line = bareLine(lines[i]);
    if (line === '' || line.startsWith('>')) return 0;
    joined = `${joined} ${line}`;
    if (!isAttribution(joined, quotedBelow(lines, i + 1))) continue;
    // Where the rest stands on its own feet and the start is no start, the line above it is the customer's.
    return isAttribution(line, false) && !(opener.test(first) && date.test(first)) ? 0 : i + 1 - at;
  }
  return 0;
}

function isAttribution(line: string, isQuotedBelow: boolean): boolean {
  if (line.length > maxLength) return false;
  const bare = line.replace(/^[-\s*_—–]+|[-\s*_—–]+$/g, '');
  const isFramed = line.startsWith('--') && line.endsWith('--');
  const body = bare.replace(/\s*[:：]$/, '');
  const endsInColon = body !== bare;
  const hasDate = date.test(body);
  const hasAddress = body.indexOf('@') > 0;
  if (!hasDate && !hasAddress) return false;
  if (endsInColon && isQuotedBelow && body.length < 200) return hasDate || hasAddress;

  // A program gives an address or the time of day; "On 5 May your colleague wrote:" is a story, too.
  const isExact = hasAddress || body.includes('пользователь ') || /\d{1,2}\s?[:.h时時시点點]\s?\d{2}/.test(body);
  const isOpened = opener.test(body);
  const wrote = endsInWrote.test(body.slice(-60));
  if (endsInColon && (wrote || wroteInHan.test(body)) && isExact) return true;
  if (wrote && hasDate && (isFramed || (isOpened && hasAddress))) return true;
  if (endsInColon && isExact && isOpened && wroteInside.test(body)) return true;
  // Any language: "2025年12月31日(水) 10:15 Name <name@mail.example>:", "Name <name@mail.example> … 2025. dec. 31., 10:15:"
  if (endsInColon && hasDate && /[<[(（＜][^<>]{0,80}@[^<>]{1,120}[>\])）＞]$/.test(body.slice(-220))) return true;
  if (endsInColon && /^[^<>]{1,80}<[^<>\s]{1,80}@[^<>\s]{1,80}>[^<>]{0,80}\d{1,2}[:.]\d{2}/.test(body)) return true;
  return /^20\d\d[-/]\d{1,2}[-/]\d{1,2}\s[^<>]{1,80}<[^<>\s]{1,80}@[^<>\s]{1,80}>$/.test(bare); // an old Gmail
}

/** Trimmed, and without the marks that right-to-left mail sets around names. */
function bareLine(line = ''): string {
  return line
    .slice(0, maxLength + 50)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

function startsLikeOne(line: string): boolean {
  if (/<[^<>\s]{1,80}@[^<>\s]{1,80}>/.test(line)) return true;
  return (opener.test(line) || /^[\d"<]/.test(line) || line.includes('@')) && !/[.!?。！？]$/.test(line);
}

function quotedBelow(lines: readonly string[], from: number): boolean {
  for (let i = from; i < Math.min(lines.length, from + 3); i++) {
    const line = (lines[i] ?? '').trim();
    if (line !== '') return line.startsWith('>');
  }
  return false;
}
