import type { CallFault, FaultPlan, SendFault } from './fault-plan.ts';
import { noFaults } from './fault-plan.ts';
import type { Invocation } from './invocation.ts';
import type { Random } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** `lost`: a call was carried out and its caller, dead by then, never heard. `timeout`: a function ran too long. */
export type FaultKind = CallFault | SendFault | 'lost' | 'timeout' | 'duplicate' | 'returned' | 'poison' | 'outage';
export type Fault = { kind: FaultKind; at: string; call: string; about: string };
export type PortCall = { port: string; method: string; about: string };

export type Faults = ReturnType<typeof faultsOf>;

/** A dead function's request that was on its way may still arrive, for so long. */
const onTheWayMs = 2_000;

const never = () => new Promise<never>(() => {});

/** Carries out every call to a port, with what the plan lets go wrong, and remembers what did. */
export function faultsOf(first: FaultPlan, { clock, random }: { clock: VirtualClock; random: Random }) {
  let plan = first;
  const startMs = clock.ms();
  let calls = 0;
  let sends = 0;
  const counts = new Map<FaultKind, number>();
  const byId = new Map<string, Fault[]>();

  const note = (kind: FaultKind, { port, method, about }: PortCall) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const fault = { kind, at: clock.now().toISOString(), call: `${port}.${method}`, about };
    byId.set(about, [...(byId.get(about) ?? []), fault]);
  };
  const isDown = (port: string) => {
    const ms = clock.ms() - startMs;
    return plan.outages.some((outage) => outage.port === port && outage.fromMs <= ms && ms < outage.toMs);
  };
  const travelMs = () => random.between(1, 15);

  /** One call on its way to a store or a sender and back. */
  async function carry<Answer>(call: PortCall, invocation: Invocation, apply: () => Promise<Answer>): Promise<Answer> {
    if (invocation.diedAt() !== undefined) return never();
    const fault = plan.call(calls++);
    if (fault) note(fault, call);
    if (fault === 'crash-before') {
      invocation.die();
      return never();
    }

    await clock.sleep(fault === 'delay' ? random.between(500, 40_000) : travelMs());
    const diedAt = invocation.diedAt();
    if (diedAt !== undefined && (clock.ms() - diedAt > onTheWayMs || random.chance(0.5))) return never();
    if (fault === 'throttle') throw new Error('throttled');
    if (isDown(call.port)) {
      note('outage', call);
      throw new Error(`${call.port} is down`);
    }

    const once = await apply();
    const answer = fault === 'repeat' && call.port !== 'sender' ? await apply() : once;

    await clock.sleep(travelMs());
    if (fault === 'crash-after') invocation.die();
    if (invocation.diedAt() !== undefined) {
      note('lost', call);
      return never();
    }
    if (fault === 'half-apply') throw new Error('done, but the answer was lost');
    return answer;
  }

  return {
    carry,
    note,
    sendFault: (call: PortCall): SendFault | undefined => {
      const fault = plan.send(sends++);
      if (fault) note(fault, call);
      return fault;
    },
    duplicateShare: () => plan.duplicateShare,
    /** From here on all goes well. */
    stop: () => {
      plan = noFaults;
    },
    calls: () => calls,
    sends: () => sends,
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    /** What went wrong with calls that named this id. */
    about: (id: string): readonly Fault[] => byId.get(id) ?? [],
  };
}

const idNames = ['requestId', 'entryId', 'ticketId', 'conversationId', 'messageId', 'customerId', 'id'] as const;

/** The id a call is about: of the first thing it is given that has one. */
function aboutOf(args: unknown[]): string {
  for (const arg of args) {
    if (typeof arg !== 'object' || arg === null) continue;
    const named = Object.entries(arg);
    for (const name of idNames) {
      const found = named.find(([key]) => key === name)?.[1];
      if (typeof found === 'string') return found;
    }
  }
  return args.find((arg) => typeof arg === 'string') ?? '';
}

/** A port whose every call may go wrong; `invocation` is whose hands it is in. */
export function faulty<Port extends object>(
  name: string,
  port: Port,
  invocation: Invocation,
  { carry }: Pick<Faults, 'carry'>,
): Port {
  return new Proxy(port, {
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) =>
        carry({ port: name, method: String(property), about: aboutOf(args) }, invocation, async () =>
          Reflect.apply(member, target, args),
        );
    },
  });
}
