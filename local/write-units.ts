export type Item = Record<string, unknown>;
export type Index = {
  IndexName: string;
  KeySchema: { AttributeName: string }[];
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
};

const units = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** The part of an item that an index holds; `undefined` when a key attribute is missing, so the index has no entry. */
function entryIn(index: Index, tableKeys: string[], item: Item | undefined): Item | undefined {
  const keys = index.KeySchema.map(({ AttributeName }) => AttributeName);
  if (!item || keys.some((key) => item[key] === undefined)) return undefined;
  if (index.Projection.ProjectionType === 'ALL') return item;
  const held = [...keys, ...tableKeys, ...(index.Projection.NonKeyAttributes ?? [])];
  return Object.fromEntries(held.filter((name) => name in item).map((name) => [name, item[name]]));
}

/**
 * Write units of one change in one index, by DynamoDB's rules: an entry that appears or goes is one write, an entry
 * whose key changes is a delete and a put, an entry whose held attributes stay as they were costs nothing.
 */
export function indexWriteUnits(
  index: Index,
  tableKeys: string[],
  before: Item | undefined,
  after: Item | undefined,
  sizeOf: (item: Item) => number,
): number {
  const [old, fresh] = [entryIn(index, tableKeys, before), entryIn(index, tableKeys, after)];
  if (!old || !fresh) return old || fresh ? units(sizeOf((old ?? fresh) as Item)) : 0;
  const isSame = (name: string): boolean => JSON.stringify(old[name]) === JSON.stringify(fresh[name]);
  if (!index.KeySchema.every(({ AttributeName }) => isSame(AttributeName)))
    return units(sizeOf(old)) + units(sizeOf(fresh));
  const names = new Set([...Object.keys(old), ...Object.keys(fresh)]);
  return [...names].every(isSame) ? 0 : units(Math.max(sizeOf(old), sizeOf(fresh)));
}

/** Write units of one change in the table itself: the larger of the item before and after, in started kilobytes. */
export const tableWriteUnits = (
  before: Item | undefined,
  after: Item | undefined,
  sizeOf: (item: Item) => number,
): number => units(Math.max(before ? sizeOf(before) : 0, after ? sizeOf(after) : 0));
