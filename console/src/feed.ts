/** A page as the API gives it; `next` asks for the one after and is absent on the last. */
export type Page<Item> = { items: Item[]; next?: string | undefined };

export type Order<Item> = {
  idOf(item: Item): string /** Whether `one` is listed before `other`. */;
  before(one: Item, other: Item): boolean;
};

/**
 * The held list with its first page asked for again. A page speaks for all up to its last item: what it leaves out there
 * is gone. Without anything in common, too much has happened in between, and the page alone is what we know.
 */
export function refreshed<Item>(held: Page<Item>, page: Page<Item>, { idOf, before }: Order<Item>): Page<Item> {
  const last = page.items.at(-1);
  if (page.next === undefined || !last) return page;
  const fresh = new Set(page.items.map(idOf));
  if (!held.items.some((item) => fresh.has(idOf(item)))) return page;
  const rest = held.items.filter((item) => before(last, item) && !fresh.has(idOf(item)));
  return rest.length === 0 ? page : { items: [...page.items, ...rest], next: held.next };
}

/** The held list with the page after it. */
export function extended<Item>(held: Page<Item>, page: Page<Item>, { idOf }: Order<Item>): Page<Item> {
  const known = new Set(held.items.map(idOf));
  return { items: [...held.items, ...page.items.filter((item) => !known.has(idOf(item)))], next: page.next };
}
