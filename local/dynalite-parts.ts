import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { dynamodbAsks } from './iam-asks.ts';
import type { Caller } from './iam-guard.ts';
import type { Tally } from './tally.ts';
import { type Index, type Item, indexWriteUnits, tableWriteUnits } from './write-units.ts';

type Callback = (error?: Error | null, value?: unknown) => void;
type Table = {
  TableName: string;
  KeySchema: { AttributeName: string }[];
  GlobalSecondaryIndexes?: Index[];
  LocalSecondaryIndexes?: Index[];
};
type Write = { type: 'put' | 'del'; key: string; value?: unknown };
type ItemDb = { put(key: string, item: Item, done: Callback): void; del(key: string, done: Callback): void };
type Store = { db: { batch(writes: Write[], done: Callback): void }; getItemDb(name: string): ItemDb };
type IndexActions = { puts: { index: string; key: string; item: Item }[]; deletes: { index: string; key: string }[] };
type Request = { TableName: string; ConsistentRead?: boolean; Item?: Item; ReturnConsumedCapacity?: string };
type Page = { ConsumedCapacity?: { CapacityUnits: number } };

/** dynalite's inner functions, which its actions call through this object, so that one replaced here is replaced for all. */
type DynaliteDb = {
  updateIndexes(store: Store, table: Table, before: Item | undefined, after: Item | null, done: Callback): void;
  getIndexActions(indexes: Index[], before: Item | undefined, after: Item | null, table: Table): IndexActions;
  createKey(item: Item, table: Table): string;
  itemSize(item: Item): number;
  checkConditional(request: Request, existing: Item | undefined): Error | null | undefined;
  addConsumedCapacity(request: Request, isRead: boolean, ...items: unknown[]): unknown;
  queryTable(store: Store, table: Table, request: Request, ...rest: unknown[]): void;
};

const load = createRequire(import.meta.url);
const db = load('dynalite/db') as DynaliteDb;
const validations = load('dynalite/validations') as {
  checkValidations(request: Record<string, unknown>, ...rest: unknown[]): void;
};
const sizeOf = (item: Item): number => db.itemSize(item);

/**
 * dynalite writes each index and then the item, one after the other: a kill in between leaves an index that points
 * nowhere. Here they wait for the item's own write and go down with it in one LevelDB batch, which is also faster.
 */
export function writeTogether(): void {
  const waiting = new Map<string, Write[]>();
  const wrapped = new WeakSet<ItemDb>();

  function wrap(store: Store, name: string): void {
    const items = store.getItemDb(name);
    if (wrapped.has(items)) return;
    wrapped.add(items);
    const flush = (own: Write, done: Callback): void => {
      const place = `${name}~${own.key}`;
      const indexes = waiting.get(place) ?? [];
      waiting.delete(place);
      store.db.batch([...indexes, { ...own, key: `item-${name}~${own.key}` }], done);
    };
    items.put = (key, value, done) => flush({ type: 'put', key, value }, done);
    items.del = (key, done) => flush({ type: 'del', key }, done);
  }

  db.updateIndexes = (store, table, before, after, done) => {
    const present = after ?? before;
    if (!present) return done();
    wrap(store, table.TableName);
    const writes = (['Local', 'Global'] as const).flatMap((kind) => {
      const { puts, deletes } = db.getIndexActions(table[`${kind}SecondaryIndexes`] ?? [], before, after, table);
      const prefix = (index: string): string => `index-${kind.toLowerCase()}~${table.TableName}~${index}~`;
      return [
        ...deletes.map(({ index, key }): Write => ({ type: 'del', key: prefix(index) + key })),
        ...puts.map(({ index, key, item }): Write => ({ type: 'put', key: prefix(index) + key, value: item })),
      ];
    });
    waiting.set(`${table.TableName}~${db.createKey(present, table)}`, writes);
    return done();
  };
}

/** The operation on whose behalf dynalite is at work, and the function that asked for it. */
export const operation = new AsyncLocalStorage<{ name: string; caller: Caller | undefined }>();

/** Refuses functions what the template does not grant them; dynalite has read the request by then, and done nothing. */
export function checkRights(): void {
  const { checkValidations } = validations;
  validations.checkValidations = (request, ...rest) => {
    const { name = '', caller } = operation.getStore() ?? {};
    const Message = caller?.refusal(dynamodbAsks(name, request));
    if (Message !== undefined) {
      const body = { __type: 'com.amazon.coral.service#AccessDeniedException', Message };
      throw Object.assign(new Error(Message), { statusCode: 400, body });
    }
    checkValidations(request, ...rest);
  };
}

/** Counts the units of every write, index writes and refused conditions included, and of every read. */
export function countUnits(tally: Tally): void {
  const { updateIndexes, checkConditional, addConsumedCapacity, queryTable } = db;
  const count = (counters: Record<string, number>): void => {
    const name = operation.getStore()?.name;
    if (name !== undefined) tally.add('dynamodb', name, counters);
  };

  db.updateIndexes = (store, table, before, after, done) => {
    const keys = table.KeySchema.map(({ AttributeName }) => AttributeName);
    const indexes = [...(table.LocalSecondaryIndexes ?? []), ...(table.GlobalSecondaryIndexes ?? [])];
    const indexUnits = indexes.reduce(
      (sum, index) => sum + indexWriteUnits(index, keys, before, after ?? undefined, sizeOf),
      0,
    );
    const tableUnits = tableWriteUnits(before, after ?? undefined, sizeOf);
    count({ writeUnits: tableUnits + indexUnits, indexWriteUnits: indexUnits });
    updateIndexes(store, table, before, after, done);
  };

  db.checkConditional = (request, existing) => {
    const refusal = checkConditional(request, existing);
    if (refusal) {
      count({ writeUnits: tableWriteUnits(existing, request.Item, sizeOf), refusedConditions: 1 });
    }
    return refusal;
  };

  db.addConsumedCapacity = (request, isRead, ...items) => {
    if (isRead) {
      const item = items[0] as Item | undefined;
      const whole = Math.max(1, Math.ceil((item ? sizeOf(item) : 0) / 4096));
      count({ readUnits: request.ConsistentRead ? whole : whole / 2 });
    }
    return addConsumedCapacity(request, isRead, ...items);
  };

  db.queryTable = (store, table, request, ...rest) => {
    const done = rest.pop() as Callback;
    const isAsked = request.ReturnConsumedCapacity === 'TOTAL' || request.ReturnConsumedCapacity === 'INDEXES';
    const measured = isAsked ? request : Object.assign(request, { ReturnConsumedCapacity: 'TOTAL' });
    queryTable(store, table, measured, ...rest, (error?: Error | null, page?: Page) => {
      const least = request.ConsistentRead ? 1 : 0.5;
      if (page?.ConsumedCapacity) count({ readUnits: Math.max(least, page.ConsumedCapacity.CapacityUnits) });
      if (page && !isAsked) delete page.ConsumedCapacity;
      done(error, page);
    });
  };
}
