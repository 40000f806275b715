import type { World } from '../simulated-world.ts';
import { conversationInvariants } from './conversations.ts';
import { ledgerInvariants } from './ledger.ts';
import { messageInvariants } from './messages.ts';
import { replyInvariants } from './replies.ts';
import { ticketInvariants } from './tickets.ts';

export const invariants = [
  ...messageInvariants,
  ...replyInvariants,
  ...ledgerInvariants,
  ...ticketInvariants,
  ...conversationInvariants,
];

export type Violation = { invariant: string; what: string };

/** All that is wrong with a drained world. */
export const violations = (world: World): Violation[] =>
  invariants.flatMap(({ says, broken }) => broken(world).map((what) => ({ invariant: says, what })));
