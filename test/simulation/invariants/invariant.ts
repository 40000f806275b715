import type { Fault } from '../faults.ts';
import type { World } from '../simulated-world.ts';

/** A sentence that holds of every drained world, and the ids for which it does not. */
export type Invariant = { says: string; broken: (world: World) => string[] };

const told = ({ kind, call, at }: Fault) => `${kind} at ${call} ${at}`;

/** The troubles an id met, for whoever looks into a violation. */
export const troubles = ({ faults }: World, ...ids: string[]) => {
  const met = ids.flatMap((id) => faults.about(id));
  return met.length === 0 ? '(met no fault itself)' : `(met ${met.slice(0, 6).map(told).join('; ')})`;
};

export function countBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
