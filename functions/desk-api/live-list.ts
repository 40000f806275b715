import type * as z from 'zod';
import type { Entry } from '../shared/entry.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Conversations } from '../shared/ports/conversations.ts';
import type { Customers } from '../shared/ports/customers.ts';
import type { Timeline } from '../shared/ports/timeline.ts';
import type { ConversationView, conversationsPage } from './views.ts';

export type LiveListDeps = { timeline: Timeline; conversations: Conversations; customers: Customers; now: Clock };

/** Hours that a look back may take: a week. */
const furthestHours = 168;

const hourOf = (at: Date) => at.toISOString().slice(0, 13);
const hourBefore = (hour: string) => hourOf(new Date(Date.parse(`${hour}:00:00.000Z`) - 3_600_000));

type Latest = { last: Entry; read?: Extract<Entry, { kind: 'message' }> };

/** The latest entry and the latest reading of each conversation, in the order of the entries given (newest first). */
export function latestOf(newestFirst: Entry[]): Map<string, Latest> {
  const seen = new Map<string, Latest>();
  for (const entry of newestFirst) {
    const known = seen.get(entry.conversationId) ?? { last: entry };
    if (!known.read && entry.kind === 'message') known.read = entry;
    seen.set(entry.conversationId, known);
  }
  return seen;
}

const says = (entry: Entry): Pick<ConversationView, 'lastText' | 'lastBy'> => {
  switch (entry.kind) {
    case 'message':
      return { lastText: entry.message.text.slice(0, 200), lastBy: 'customer' };
    case 'reply':
      return { lastText: entry.text.slice(0, 200), lastBy: entry.by };
    case 'escalation':
      return { lastText: entry.reasons[0]?.because ?? '', lastBy: 'system' };
    case 'note':
      return { lastText: entry.text.slice(0, 200), lastBy: 'system' };
  }
};

/**
 * Conversations by their latest entry, newest first: a fold over the last hours of all timelines, so no list has to be
 * kept beside them. `next` is the hour to go on from.
 */
export async function liveList(
  { limit, next }: { limit: number; next?: string },
  { timeline, conversations, customers, now }: LiveListDeps,
): Promise<z.infer<typeof conversationsPage>> {
  let hour = next ?? hourOf(now());
  const entries: Entry[] = [];
  let looked = 0;
  // Whole hours, a few at a time: quiet nights are crossed quickly, and a busy hour ends the look back.
  for (; looked < furthestHours && latestOf(entries).size < limit; ) {
    const hours = Array.from({ length: looked === 0 ? 1 : 6 }, (_, index) => index).map(() => {
      const each = hour;
      hour = hourBefore(hour);
      return each;
    });
    looked += hours.length;
    const found = await Promise.all(hours.map((each) => timeline.hour(each, limit * 2)));
    entries.push(...found.flat());
  }
  const views = await Promise.all(
    [...latestOf(entries).values()].map(async ({ last, read }): Promise<ConversationView> => {
      const [state, customer] = await Promise.all([
        conversations.get(last.conversationId),
        customers.get(last.customerId),
      ]);
      return {
        conversationId: last.conversationId,
        customerId: last.customerId,
        channel: last.channel,
        name: read?.message.name ?? customer?.name ?? customer?.user ?? last.customerId,
        lastAt: last.occurredAt,
        ...says(last),
        ...(read ? { reading: read.reading, risk: read.risk } : {}),
        mode: state?.mode ?? 'bot',
        ...(state?.ticketId ? { ticketId: state.ticketId } : {}),
      };
    }),
  );
  return { items: views, ...(looked < furthestHours ? { next: hour } : {}) };
}
