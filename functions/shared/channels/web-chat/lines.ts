import type { Entry } from '../../entry.ts';

/** One line as the customer's chat window shows it. */
export type ChatLine = {
  id: string;
  at: string;
  by: 'customer' | 'bot' | 'agent' | 'system';
  text: string;
  cursor: string;
};

export const cursorOf = ({ at, id }: { at: string; id: string }) => `${at}#${id}`;

const line = (id: string, at: string, by: ChatLine['by'], text: string): ChatLine => ({
  id,
  at,
  by,
  text,
  cursor: cursorOf({ at, id }),
});

/** What of a timeline the customer sees: what they wrote, and what was said to them. */
export function chatLine(entry: Entry): ChatLine | undefined {
  const { entryId, occurredAt } = entry;
  switch (entry.kind) {
    case 'message':
      return line(entryId, occurredAt, 'customer', entry.message.text);
    case 'reply':
      return entry.outcome === 'failed' ? undefined : line(entryId, occurredAt, entry.by, entry.text);
    case 'escalation':
    case 'note':
      return undefined;
  }
}
