import type { Entry } from '../entry.ts';
import type { EntryKey, Timeline } from '../ports/timeline.ts';
import { readCursor, toCursor } from './cursor.ts';
import { part } from './keys.ts';

const sortKey = ({ occurredAt, entryId }: Omit<EntryKey, 'customerId'>) => `AT#${occurredAt}#${part(entryId)}`;
const byKey = (a: Entry, b: Entry) => (sortKey(a) < sortKey(b) ? -1 : 1);

/** A timeline that lives as long as the process: for tests and simulations. */
export function memoryTimeline(): Timeline & { all(): Entry[] } {
  const lives = new Map<string, Map<string, Entry>>();
  const life = (customerId: string) => [...(lives.get(customerId)?.values() ?? [])].sort(byKey);
  const all = () => [...lives.values()].flatMap((entries) => [...entries.values()]);
  return {
    all,
    append: async (added) => {
      const entries = lives.get(added.customerId) ?? new Map<string, Entry>();
      lives.set(added.customerId, entries);
      if (entries.has(sortKey(added))) return 'seen-before';
      entries.set(sortKey(added), structuredClone(added));
      return 'added';
    },
    get: async (key) => lives.get(key.customerId)?.get(sortKey(key)),
    page: async (customerId, { limit, next }) => {
      const before = next === undefined ? undefined : readCursor(next, 'AT#');
      const rest = life(customerId).filter((each) => before === undefined || sortKey(each) < before);
      const entries = rest.reverse().slice(0, limit);
      const last = entries.at(-1);
      return { entries, ...(last && rest.length > limit ? { next: toCursor(sortKey(last)) } : {}) };
    },
    since: async (customerId, key, limit) =>
      life(customerId)
        .filter((each) => sortKey(each) > sortKey(key))
        .slice(0, limit),
    hour: async (hour, limit) =>
      all()
        .filter(({ occurredAt }) => occurredAt.startsWith(hour))
        .sort(byKey)
        .reverse()
        .slice(0, limit),
  };
}
