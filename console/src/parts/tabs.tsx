import type { ComponentChildren } from 'preact';

type Tab<Id> = { id: Id; label: string; count?: number };
type Props<Id> = { tabs: Tab<Id>[]; chosen: Id; choose(id: Id): void; children: ComponentChildren };

/** One of several lists at a time; arrow keys change between them. */
export function Tabs<Id extends string>({ tabs, chosen, choose, children }: Props<Id>) {
  function walk(event: KeyboardEvent) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const to = tabs[(tabs.findIndex((tab) => tab.id === chosen) + step + tabs.length) % tabs.length];
    if (step === 0 || !to) return;
    choose(to.id);
    document.getElementById(`tab-${to.id}`)?.focus();
  }

  return (
    <>
      <div class="tabs" role="tablist" onKeyDown={walk}>
        {tabs.map(({ id, label, count }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === chosen}
            aria-controls="tab-panel"
            tabIndex={id === chosen ? 0 : -1}
            onClick={() => choose(id)}
          >
            {label}
            {count !== undefined && count > 0 && <b>{count}</b>}
          </button>
        ))}
      </div>
      <div id="tab-panel" class="tab-panel" role="tabpanel" aria-labelledby={`tab-${chosen}`}>
        {children}
      </div>
    </>
  );
}
