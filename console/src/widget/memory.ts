import type { Pending } from './transcript.ts';

/** The part of `localStorage` the widget needs. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** What the widget remembers between pages. Where the browser forbids storage it remembers until the page goes. */
export function chatMemory(storage: Storage | undefined, scope: string) {
  const fallback = new Map<string, string>();
  const named = (name: string) => `heartline.${scope}.${name}`;

  function read(name: string): string {
    try {
      return fallback.get(name) ?? storage?.getItem(named(name)) ?? '';
    } catch {
      return '';
    }
  }

  function write(name: string, value: string) {
    fallback.set(name, value);
    try {
      storage?.setItem(named(name), value);
      if (storage) fallback.delete(name);
    } catch {
      // Full or forbidden: the fallback has it.
    }
  }

  function outbox(): Pending[] {
    try {
      return JSON.parse(read('outbox') || '[]') as Pending[];
    } catch {
      return [];
    }
  }

  return {
    resume: () => read('resume'),
    keepResume: (token: string) => write('resume', token),
    readAt: () => read('read-at'),
    keepReadAt: (at: string) => write('read-at', at),
    outbox,
    // Read afresh each time: another tab of the same visitor may have written meanwhile.
    keep: (pending: Pending) => write('outbox', JSON.stringify([...outbox(), pending])),
    forget: (id: string) => write('outbox', JSON.stringify(outbox().filter((pending) => pending.id !== id))),
  };
}
export type ChatMemory = ReturnType<typeof chatMemory>;
