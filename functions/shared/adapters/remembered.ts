import type { Clock } from '../ports/clock.ts';

/**
 * Keeps an answer for `keepMs` and asks again after that; while it cannot be had anew, the old one goes on holding, for
 * a brand's choices must not vanish with a moment's throttling. The first answer must be had.
 */
export function remembered<Value>(
  ask: (held: Value | undefined) => Promise<Value>,
  keepMs: number,
  now: Clock,
): () => Promise<Value> {
  let held: { value: Value; until: number } | undefined;
  let asking: Promise<Value> | undefined;
  return async () => {
    if (held && now().getTime() < held.until) return held.value;
    asking ??= ask(held?.value)
      .then((value) => {
        held = { value, until: now().getTime() + keepMs };
        return value;
      })
      .catch((error: unknown) => {
        if (!held) throw error;
        held.until = now().getTime() + keepMs / 10;
        return held.value;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
}
