import type { Entry } from '../entry.ts';

export type EntryKey = { customerId: string; occurredAt: string; entryId: string };
export type EntryPage = { entries: Entry[]; next?: string };

/** A customer's life with us, one line an entry. */
export interface Timeline {
  /** Adds an entry; `seen-before` when one with the same customer, time and id is there: it is left as it was. */
  append(entry: Entry): Promise<'added' | 'seen-before'>;
  /** One entry; undefined when there is none. Read consistently, unless a moment-old answer will do at half the price. */
  get(key: EntryKey, options?: { mayBeOld?: boolean }): Promise<Entry | undefined>;
  /** Entries of one customer, newest first; `next` of a page asks for the one after it. */
  page(customerId: string, options: { limit: number; next?: string }): Promise<EntryPage>;
  /** Entries of one customer after `key`, oldest first, at most `limit`. */
  since(customerId: string, key: Omit<EntryKey, 'customerId'>, limit: number): Promise<Entry[]>;
  /** Entries of all customers in one hour (`2026-11-22T09`), newest first, at most `limit` of each shard. */
  hour(hour: string, limit: number): Promise<Entry[]>;
}
