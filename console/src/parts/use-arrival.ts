import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../../../functions/desk-api/views.ts';
import { shownName } from '../customer-name.ts';

/** The name of whoever wrote last, once somebody writes while the list is open: read out, not shown. */
export function useArrival(views: ConversationView[]): string | undefined {
  const [name, setName] = useState<string>();
  const newest = views.find((view) => view.lastBy === 'customer');
  const lastAt = useRef<string>(undefined);

  useEffect(() => {
    if (!newest) return;
    if (lastAt.current !== undefined && newest.lastAt > lastAt.current)
      setName(shownName(newest.name, newest.customerId));
    lastAt.current = newest.lastAt;
  }, [newest]);
  return name;
}
