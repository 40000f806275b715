import { useState } from 'preact/hooks';

/** A piece of text that outlives the page, in the storage given. */
export function useKept(storage: Storage, name: string, initial: string): [string, (value: string) => void] {
  const [kept, setKept] = useState({ name, value: storage.getItem(name) ?? initial });
  const value = kept.name === name ? kept.value : (storage.getItem(name) ?? initial);

  function keep(to: string) {
    if (to === initial) storage.removeItem(name);
    else storage.setItem(name, to);
    setKept({ name, value: to });
  }
  return [value, keep];
}
