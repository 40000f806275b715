import { cutAt, singleLine } from './single-line.ts';

export type ReplyTo = {
  ownAddress: string; // where the customer's next mail should go: Reply-To
  subject: string;
  rfcMessageId: string | undefined;
  references: readonly string[];
  automatic: boolean;
};

export type ReplyHeaders = { subject: string; headers: { name: string; value: string }[] };

const maxLine = 998; // RFC 5322, 2.1.1
const maxReferences = 1_000;
const maxSubject = 200;

/** Subject and headers of an answer, whatever the mail it answers held: one line each, none longer than 998. */
export function replyHeaders({ ownAddress, subject, rfcMessageId, references, automatic }: ReplyTo): ReplyHeaders {
  const answered = bracketed(rfcMessageId ?? '');
  const thread = [...references.map(bracketed), answered].filter((id) => id !== '');
  const headers = [
    { name: 'Reply-To', value: address(ownAddress) },
    { name: 'In-Reply-To', value: answered },
    { name: 'References', value: withoutMiddle([...new Set(thread)]).join(' ') },
    { name: 'Auto-Submitted', value: automatic ? 'auto-replied' : '' },
    { name: 'X-Auto-Response-Suppress', value: automatic ? 'All' : '' },
    { name: 'X-Loop', value: 'heartline' },
  ];
  return {
    subject: replySubject(subject),
    headers: headers.filter(({ value }) => value !== '' && value.length <= maxLine),
  };
}

/** One "Re:", however many prefixes, of whatever language, the thread has gathered. */
function replySubject(subject: string): string {
  const prefixes =
    /^(?:(?:re|aw|sv|vs|antw|odp|ynt|rif|res|ref|回复|回覆|答复|答覆|返信|회신)(?:\[\d{1,3}\])?\s*[:：]\s*)+/i;
  const bare = singleLine(subject, 2_000).replace(prefixes, '');
  return `Re: ${cutAt(bare, maxSubject).trimEnd()}`.trimEnd();
}

/** The first id, which names the thread, and as many of the last as fit in about 1 KB. */
function withoutMiddle(ids: string[]): string[] {
  const [first = '', ...rest] = ids;
  let room = maxReferences - first.length;
  const kept: string[] = [];
  for (const id of rest.toReversed()) {
    room -= id.length + 1;
    if (room < 0) break;
    kept.unshift(id);
  }
  return ids.length > 0 ? [first, ...kept] : [];
}

/** `<id>`, or nothing when what should be an id could be anything else. */
function bracketed(id: string): string {
  const bare = id.trim().replace(/^<|>$/g, '');
  return /^[!-~]{1,400}$/.test(bare) && !/[<>,;()]/.test(bare) ? `<${bare}>` : '';
}

function address(own: string): string {
  const clean = own.trim();
  return /^[^\s<>@,;"]{1,200}@[^\s<>@,;"]{1,250}$/.test(clean) ? singleLine(clean, 460) : '';
}
