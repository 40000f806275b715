import {
  memoryArrivals,
  memoryBodies,
  memoryConversations,
  memoryCustomers,
  memoryLedger,
  memoryTickets,
} from '../../functions/shared/adapters/memory-stores.ts';
import { memoryTimeline } from '../../functions/shared/adapters/memory-timeline.ts';

export type Stores = ReturnType<typeof memoryStores>;

/** What survives a crash. */
export const memoryStores = () => ({
  timeline: memoryTimeline(),
  customers: memoryCustomers(),
  conversations: memoryConversations(),
  tickets: memoryTickets(),
  ledger: memoryLedger(),
  arrivals: memoryArrivals(),
  bodies: memoryBodies(),
});
