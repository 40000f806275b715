import type { Handle } from '../ids.ts';

/** What we know of a person, whatever they write. */
export type Customer = Handle & { customerId: string; name?: string; tier?: string; firstSeenAt: string };

export interface Customers {
  get(customerId: string): Promise<Customer | undefined>;
  /** Stores a customer at first contact; `seen-before` when another message was quicker: the first one stays. */
  create(customer: Customer): Promise<'created' | 'seen-before'>;
}
