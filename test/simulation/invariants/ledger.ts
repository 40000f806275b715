import type { Send } from '../../../functions/shared/ports/ledger.ts';
import type { World } from '../simulated-world.ts';
import { type Invariant, troubles } from './invariant.ts';
import { visible } from './replies.ts';

const settled = new Set<Send['state']>(['sent', 'unknown', 'failed', 'blocked']);

/** Requests a receiver took without our hearing of it, where a repetition would be a second effect. */
function lostAnswers({ effects, faults }: World): string[] {
  const lost = new Set(['answer-lost', 'half-apply', 'lost']);
  return effects.flatMap(({ requestId, isRepeatable }) => {
    const isLost = faults.about(requestId).some(({ kind, call }) => lost.has(kind) && call.startsWith('sender.'));
    return isLost && !isRepeatable ? [requestId] : [];
  });
}

const ledgerOf = ({ stores }: World) => new Map(stores.ledger.all().map((send) => [send.requestId, send]));

/** The ledger tells the truth about what left the house. */
export const ledgerInvariants: Invariant[] = [
  {
    says: 'every effect has a row in the ledger',
    broken: (world) => {
      const ledger = ledgerOf(world);
      return world.effects.flatMap(({ requestId, via }) =>
        ledger.has(requestId) ? [] : [`${via} ${requestId} is in no row`],
      );
    },
  },
  {
    says: 'every row of the ledger is settled in the end',
    broken: (world) =>
      world.stores.ledger
        .all()
        .flatMap(({ requestId, state }) =>
          settled.has(state) ? [] : [`send ${requestId} is still ${state} ${troubles(world, requestId)}`],
        ),
  },
  {
    says: 'what is sent has arrived; what is blocked or failed has not',
    broken: (world) => {
      const arrived = new Set(visible(world.effects).map(({ requestId }) => requestId));
      return world.stores.ledger.all().flatMap(({ requestId, state }) => {
        const isTrue = state === 'sent' ? arrived.has(requestId) : state === 'unknown' || !arrived.has(requestId);
        return isTrue
          ? []
          : [
              `send ${requestId} is ${state} and has ${arrived.has(requestId) ? '' : 'not '}arrived ${troubles(world, requestId)}`,
            ];
      });
    },
  },
  {
    says: 'every send whose answer was lost, and that may not be repeated, is unknown',
    broken: (world) => {
      const ledger = ledgerOf(world);
      return lostAnswers(world).flatMap((requestId) => {
        const state = ledger.get(requestId)?.state;
        return state === 'unknown' ? [] : [`send ${requestId} is ${state} ${troubles(world, requestId)}`];
      });
    },
  },
  {
    says: 'nothing is unknown but sends that a fault left open',
    broken: (world) =>
      world.stores.ledger.all().flatMap(({ requestId, state }) => {
        const isExplained = world.history.abandoned.has(requestId) || world.faults.about(requestId).length > 0;
        return state !== 'unknown' || isExplained ? [] : [`send ${requestId} is unknown for no reason`];
      }),
  },
  {
    says: 'a reply is on the timeline once it is settled, with the outcome the ledger has, and not when it was blocked',
    broken: (world) => {
      const outcomes = new Map(
        world.stores.timeline
          .all()
          .flatMap((entry) => (entry.kind === 'reply' ? [[entry.entryId, entry.outcome] as const] : [])),
      );
      return world.stores.ledger.all().flatMap(({ requestId, state, via }) => {
        if (via.endsWith('-notice')) return [];
        const outcome = outcomes.get(requestId);
        const isTrue = state === 'blocked' ? outcome === undefined : outcome === state;
        return isTrue
          ? []
          : [
              `reply ${requestId} is ${state} in the ledger and ${outcome ?? 'absent'} on the timeline ${troubles(world, requestId)}`,
            ];
      });
    },
  },
];
