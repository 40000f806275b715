import { useState } from 'preact/hooks';
import { useLanguage } from './language.tsx';

/** Asks for the next page; absent on the last. */
export function MoreButton({ more, label }: { more: (() => Promise<void>) | undefined; label: string }) {
  const { word } = useLanguage();
  const [isBusy, setBusy] = useState(false);
  if (!more) return null;

  async function load() {
    setBusy(true);
    await more?.();
    setBusy(false);
  }
  return (
    <button type="button" class="quiet more" disabled={isBusy} onClick={() => void load()}>
      {isBusy ? word('loading') : label}
    </button>
  );
}
