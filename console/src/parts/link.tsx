import type { ComponentChildren } from 'preact';
import { linkTo, type Selection } from '../selection.ts';

type Props = { to: Selection; choose(): void; class?: string; current?: boolean; children: ComponentChildren };

/** A link that opens within the desk, and in a new tab when asked to. */
export const Link = ({ to, choose, class: className, current, children }: Props) => (
  <a
    href={linkTo(to)}
    class={className}
    aria-current={current ? 'true' : undefined}
    onClick={(event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      choose();
    }}
  >
    {children}
  </a>
);
