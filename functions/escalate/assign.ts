import type { BrandConfig } from '../../config/schema.ts';
import type { Reading } from '../../events/reading.ts';

/** The team a ticket belongs to: the first that handles its weightiest signals, else the first that handles none in particular. */
export function assign(
  teams: BrandConfig['teams'],
  { signals }: Pick<Reading, 'signals'>,
): BrandConfig['teams'][number] {
  for (const { kind } of [...signals].sort((a, b) => b.weight - a.weight)) {
    const team = teams.find(({ handles }) => handles.includes(kind));
    if (team) return team;
  }
  const [first] = teams;
  const general = teams.find(({ handles }) => handles.length === 0) ?? first;
  if (!general) throw new Error('teams: the configuration must name at least one');
  return general;
}
