import type { DatabaseSync } from 'node:sqlite';
import type { PersistenceManager } from './fauxqs-parts.ts';

/** Writes of one turn of the event loop share one commit; an answer may leave once `settled` resolves. */
export type GroupCommit = {
  persistence: PersistenceManager;
  settled(): Promise<void> | undefined;
  close(): void;
};

const onlyReads = new Set<PropertyKey>(['readBody']);

/**
 * What shares a turn is durable together or not at all: an object and the event about it, a message's way from a queue
 * to its dead letters. fauxqs alone commits each statement, and a kill between two of them would lose the message.
 */
export function groupCommit(manager: PersistenceManager): GroupCommit {
  const db = Reflect.get(manager, 'db') as DatabaseSync;
  let open: PromiseWithResolvers<void> | undefined;

  const commit = (): void => {
    if (!open) return;
    const { resolve } = open;
    open = undefined;
    db.exec('COMMIT');
    resolve();
  };
  const begin = (): void => {
    if (open) return;
    open = Promise.withResolvers();
    db.exec('BEGIN');
    setImmediate(commit);
  };

  // fauxqs sets the receive count to NULL here, which its own schema refuses: the message would be gone until a restart.
  const toReady = db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  const replaced: Record<PropertyKey, unknown> = {
    updateMessageReady: (messageId: string) => toReady.run(messageId),
  };
  Reflect.set(manager, 'transaction', (work: () => void) => work());

  const persistence = new Proxy(manager, {
    get(target, name) {
      const value: unknown = replaced[name] ?? Reflect.get(target, name);
      if (typeof value !== 'function' || onlyReads.has(name))
        return typeof value === 'function' ? value.bind(target) : value;
      return (...args: unknown[]) => {
        begin();
        return Reflect.apply(value, target, args);
      };
    },
  });

  return {
    persistence,
    settled: () => open?.promise,
    close() {
      commit();
      manager.close();
    },
  };
}

/**
 * Messages that were out when the process died: no worker survived, so they are visible at once, and a receive that
 * nobody could finish does not count towards the dead letters.
 */
export function returnOrphans(manager: PersistenceManager): number {
  const db = Reflect.get(manager, 'db') as DatabaseSync;
  const { changes } = db
    .prepare(
      `UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL,
         approximate_receive_count = MAX(0, approximate_receive_count - 1) WHERE receipt_handle IS NOT NULL`,
    )
    .run();
  return Number(changes);
}
