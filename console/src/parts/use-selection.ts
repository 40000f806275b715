import { useCallback, useEffect, useState } from 'preact/hooks';
import { linkTo, type Selection, selectionFrom } from '../selection.ts';

/** What the address bar says is open, and a way to open something else. */
export function useSelection(): [Selection, (selection: Selection, how?: 'replace') => void] {
  const [selection, setSelection] = useState(() => selectionFrom(location.search));

  useEffect(() => {
    const onBack = () => setSelection(selectionFrom(location.search));
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, []);

  const choose = useCallback((to: Selection, how?: 'replace') => {
    if (how === 'replace') history.replaceState(null, '', linkTo(to));
    else history.pushState(null, '', linkTo(to));
    setSelection(to);
  }, []);
  return [selection, choose];
}
