type Props = Record<string, string | number | boolean | ((event: never) => void)>;

/** Makes an element: functions listen, `text` is always text and never markup, the rest are attributes. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Node[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') made.addEventListener(name, value as EventListener);
    else if (name === 'text') made.textContent = String(value);
    else if (value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/** A line drawing of 24 by 24. */
export function drawing(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

export const paths = {
  bubble: 'M4 12a8 7.5 0 1 1 3.8 6.4L4 19.5l.9-3.6A7.3 7.3 0 0 1 4 12ZM9 12h.01M12 12h.01M15 12h.01',
  close: 'M6 9.5l6 6 6-6',
  send: 'M12 19V5M6 11l6-6 6 6',
};
