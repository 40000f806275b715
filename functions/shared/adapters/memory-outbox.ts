import type { Hears, Outbox } from '../ports/outbox.ts';

export type Sent = { [Stage in keyof Hears]: { to: Stage; event: Hears[Stage] } }[keyof Hears];

/** Keeps what was sent, for tests. */
export function memoryOutbox(): Outbox & { sent: Sent[] } {
  const sent: Sent[] = [];
  return { sent, send: async (to, event) => void sent.push({ to, event } as Sent) };
}
