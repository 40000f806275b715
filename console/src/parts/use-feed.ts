import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { extended, type Order, type Page, refreshed } from '../feed.ts';

export type Feed<Item> = {
  items: Item[];
  /** Answered at least once. */
  isKnown: boolean;
  /** The last try failed; what is shown is older. */
  hasFailed: boolean;
  more: (() => Promise<void>) | undefined;
  refresh(): Promise<void>;
};

/**
 * A list that keeps itself fresh: its first page is asked for every `everyMs` while the page is looked at. `ask` and
 * `order` have to stay the same objects while the question is the same; another question starts from nothing.
 */
export function useFeed<Item>(
  ask: (next?: string) => Promise<Page<Item>>,
  order: Order<Item>,
  everyMs: number,
): Feed<Item> {
  const [held, setHeld] = useState<{ of: typeof ask; page: Page<Item> }>();
  const [hasFailed, setFailed] = useState(false);
  const lastPage = useRef<Page<Item>>(undefined);
  const current = useRef(ask);
  current.current = ask;

  const refresh = useCallback(async () => {
    try {
      const page = await ask();
      if (current.current !== ask) return;
      setFailed(false);
      if (page === lastPage.current) return;
      lastPage.current = page;
      setHeld((before) => ({ of: ask, page: before?.of === ask ? refreshed(before.page, page, order) : page }));
    } catch {
      if (current.current === ask) setFailed(true);
    }
  }, [ask, order]);

  useEffect(() => {
    lastPage.current = undefined;
    let timer = 0;
    let isOver = false;
    async function round() {
      if (!document.hidden) await refresh();
      if (!isOver) timer = window.setTimeout(round, everyMs);
    }
    const onSeen = () => document.hidden || void refresh();
    document.addEventListener('visibilitychange', onSeen);
    void round();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onSeen);
    };
  }, [refresh, everyMs]);

  const page = held?.of === ask ? held.page : undefined;
  const next = page?.next;
  const more =
    next === undefined
      ? undefined
      : async () => {
          try {
            const answer = await ask(next);
            setHeld((before) =>
              before?.of === ask ? { of: ask, page: extended(before.page, answer, order) } : before,
            );
          } catch {
            setFailed(true);
          }
        };
  return { items: page?.items ?? [], isKnown: page !== undefined, hasFailed, more, refresh };
}
