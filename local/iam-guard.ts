import { type Policy, policyOf, type Statement, type Verdict } from './iam-policy.ts';
import { progress } from './progress.ts';

/** What a function may do, as its role's policies say. */
export type Grant = { name: string; user: string; statements: Statement[] };
/** Grants by access key id: plain data, so that the emulators' threads can be told. */
export type Grants = Record<string, Grant>;

/** One right that a request needs; with several resources, one of them is enough (an address or its domain). */
export type Ask = { action: string; resource: string; orResource?: string };

/** A function that calls a service. */
export type Caller = {
  /** What AWS would say to it, or nothing when it may do all of this. */
  refusal(asks: Ask[]): string | undefined;
};

/** Knows functions by the access key their requests are signed with; whoever has another key may do everything. */
export type Guard = {
  learn(grants: Grants): void;
  caller(signature: string | undefined): Caller | undefined;
};

const credential = /Credential=([^/%]+)[/%]/;

/** Objects and connections are told apart by their last part, of which there is no end: one line for all of them. */
const place = ({ action, resource }: Ask): string =>
  action.startsWith('s3:') || action.startsWith('execute-api:') ? resource.replace(/[^/]*$/, '') : resource;

const because = (verdict: Verdict, action: string): string =>
  verdict === 'denied'
    ? 'with an explicit deny in an identity-based policy'
    : `because no identity-based policy allows the ${action} action`;

export function guard(): Guard {
  const callers = new Map<string, Caller>();
  const told = new Set<string>();

  function tell(name: string, ask: Ask, verdict: Verdict): void {
    const what = `${name} ${ask.action} ${place(ask)}`;
    if (told.has(what)) return;
    told.add(what);
    const why = verdict === 'denied' ? 'a statement denies it' : 'no statement of its role allows it';
    progress(`refused: ${name} may not ${ask.action} on ${ask.resource}: ${why}`);
  }

  function judge(policy: Policy, { action, resource, orResource }: Ask): Verdict {
    const verdict = policy(action, resource);
    if (orResource === undefined || verdict === 'denied') return verdict;
    const other = policy(action, orResource);
    return other === 'not-mentioned' ? verdict : other;
  }

  return {
    learn(grants) {
      callers.clear();
      for (const [key, { name, user, statements }] of Object.entries(grants)) {
        const policy = policyOf(statements);
        callers.set(key, {
          refusal(asks) {
            for (const ask of asks) {
              const verdict = judge(policy, ask);
              if (verdict === 'allowed') continue;
              tell(name, ask, verdict);
              const { action, resource } = ask;
              return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${because(verdict, action)}`;
            }
            return undefined;
          },
        });
      }
    },
    caller: (signature) => (signature === undefined ? undefined : callers.get(credential.exec(signature)?.[1] ?? '')),
  };
}
