import type { Conversation } from '../conversation.ts';
import type { Arrivals } from '../ports/arrivals.ts';
import type { Bodies } from '../ports/bodies.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { Customer, Customers } from '../ports/customers.ts';
import type { Ledger, Send } from '../ports/ledger.ts';
import type { Sockets, Window } from '../ports/sockets.ts';
import type { Tickets } from '../ports/tickets.ts';
import type { Ticket } from '../ticket.ts';
import { readCursor, toCursor } from './cursor.ts';
import { part } from './keys.ts';

// Stores that live as long as the process, for tests and simulations; the contract suites hold them to the same
// promises as the ones on DynamoDB.

const copy = <Value>(value: Value): Value => structuredClone(value);

/** Stores on condition of the version read, the way the table does. */
function versioned<Row extends { version: number }>(idOf: (row: Row) => string) {
  const rows = new Map<string, Row>();
  return {
    rows,
    get: async (id: string) => copy(rows.get(id)),
    save: async (next: Row): Promise<'saved' | 'conflict'> => {
      if ((rows.get(idOf(next))?.version ?? 0) !== next.version - 1) return 'conflict';
      rows.set(idOf(next), copy(next));
      return 'saved';
    },
  };
}

export function memoryConversations(): Conversations & { all(): Conversation[] } {
  const { rows, get, save } = versioned<Conversation>(({ conversationId }) => conversationId);
  return { get, save, all: () => [...rows.values()] };
}

const pageOf = <Row>(
  sorted: Row[],
  keyOf: (row: Row) => string,
  { limit, next }: { limit: number; next?: string },
  isAfter: (key: string, cursor: string) => boolean,
) => {
  const after = next === undefined ? undefined : readCursor(next);
  const rest = sorted.filter((row) => after === undefined || isAfter(keyOf(row), after));
  const rows = rest.slice(0, limit);
  const last = rows.at(-1);
  return { rows, ...(last && rest.length > limit ? { next: toCursor(keyOf(last)) } : {}) };
};

export function memoryTickets(): Tickets & { all(): Ticket[] } {
  const { rows, get, save } = versioned<Ticket>(({ ticketId }) => ticketId);
  const dueKey = ({ dueAt, ticketId }: Ticket) => `${dueAt}#${part(ticketId)}`;
  return {
    get,
    save,
    all: () => [...rows.values()],
    open: async (opened) => ((await save(opened)) === 'saved' ? 'opened' : 'seen-before'),
    openByDue: async (page) => {
      const open = [...rows.values()].filter(({ state }) => state !== 'closed');
      open.sort((a, b) => (dueKey(a) < dueKey(b) ? -1 : 1));
      const { rows: tickets, ...rest } = pageOf(open, dueKey, page, (key, cursor) => key > cursor);
      return { tickets: copy(tickets), ...rest };
    },
  };
}

export function memoryCustomers(): Customers & { all(): Customer[] } {
  const rows = new Map<string, Customer>();
  return {
    all: () => [...rows.values()],
    get: async (customerId) => copy(rows.get(customerId)),
    create: async (customer) => {
      if (rows.has(customer.customerId)) return 'seen-before';
      rows.set(customer.customerId, copy(customer));
      return 'created';
    },
  };
}

export function memoryLedger(): Ledger & { all(): Send[] } {
  const rows = new Map<string, Send>();
  const settledBy = (row: Send, allowed: boolean) => {
    if (allowed) rows.set(row.requestId, copy(row));
    return allowed;
  };
  const atKey = ({ at, requestId }: Send) => `${at}#${part(requestId)}`;
  return {
    all: () => [...rows.values()],
    get: async (requestId) => copy(rows.get(requestId)),
    claim: async (row) => {
      const by = rows.get(row.requestId);
      if (by && by.state !== 'intent') return { kind: 'taken', by: copy(by) };
      rows.set(row.requestId, copy(row));
      return { kind: 'claimed' };
    },
    settle: async (row) => {
      const held = rows.get(row.requestId);
      const mine = held?.claim === row.claim && (held.state === 'sending' || held.state === 'unknown');
      return settledBy(row, mine) ? 'settled' : 'lost';
    },
    block: async (row) =>
      settledBy(row, (rows.get(row.requestId)?.state ?? 'intent') === 'intent') ? 'blocked' : 'taken',
    takeOff: async (row) => {
      const held = rows.get(row.requestId);
      return settledBy(row, held?.claim === row.claim && held.state === row.state) ? 'off' : 'lost';
    },
    unsettled: async (page) => {
      const waiting = [...rows.values()].filter(
        (row) => (row.state === 'unknown' || row.state === 'failed') && row.settledBy === undefined,
      );
      waiting.sort((a, b) => (atKey(a) < atKey(b) ? 1 : -1));
      const { rows: sends, ...rest } = pageOf(waiting, atKey, page, (key, cursor) => key < cursor);
      return { sends: copy(sends), ...rest };
    },
  };
}

export function memoryArrivals(): Arrivals {
  const rows = new Map<string, string>();
  return {
    firstSeen: async (messageId, now) => {
      const first = rows.get(messageId) ?? now;
      rows.set(messageId, first);
      return first;
    },
  };
}

export function memoryBodies(): Bodies & { keys(): string[] } {
  const rows = new Map<string, Uint8Array>();
  return {
    keys: () => [...rows.keys()],
    put: async (key, content) => void rows.set(key, Buffer.from(content)),
    get: async (key) => rows.get(key),
  };
}

export function memorySockets(): Sockets {
  const windows = new Map<string, Window>();
  const tokens = new Set<string>();
  return {
    open: async ({ connectionId, ...window }) => void windows.set(connectionId, window),
    close: async (connectionId) => void windows.delete(connectionId),
    owner: async (connectionId) => windows.get(connectionId),
    of: async (account, session) =>
      [...windows].filter(([, whose]) => whose.account === account && whose.session === session).map(([id]) => id),
    useToken: async (nonce) => {
      if (tokens.has(nonce)) return 'used-before';
      tokens.add(nonce);
      return 'used';
    },
  };
}
