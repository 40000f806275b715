/** What the desk shows, as a link in Slack or an e-mail names it. */
export type Selection = { customer?: string; ticket?: string };

export function selectionFrom(search: string): Selection {
  const asked = new URLSearchParams(search);
  const customer = asked.get('customer');
  const ticket = asked.get('ticket');
  return { ...(customer && { customer }), ...(ticket && { ticket }) };
}

export function linkTo(selection: Selection): string {
  const search = new URLSearchParams(selection).toString();
  return search ? `/?${search}` : '/';
}
