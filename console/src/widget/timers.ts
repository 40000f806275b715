/** Runs `work` after `ms`; the answer takes it back. */
export type Later = (ms: number, work: () => void) => () => void;

/** Timers by name: setting one anew takes the old one back. */
export function namedTimers<Name extends string>(later: Later) {
  const running = new Map<Name, () => void>();

  function cancel(name: Name) {
    running.get(name)?.();
    running.delete(name);
  }

  function set(name: Name, ms: number, work: () => void) {
    cancel(name);
    const timer = later(ms, () => {
      running.delete(name);
      work();
    });
    running.set(name, timer);
  }

  return {
    set,
    cancel,
    isSet: (name: Name) => running.has(name),
    cancelAll() {
      for (const name of [...running.keys()]) cancel(name);
    },
  };
}
