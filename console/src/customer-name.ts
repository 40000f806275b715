/** A customer's name, or the beginning of the id where nobody has told one. */
export const shownName = (name: string | undefined, customerId: string) =>
  name || customerId.replace(/^c_/, '').slice(0, 8);
