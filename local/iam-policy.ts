/** One statement of a policy; `…AreExcept` when the template says `NotAction` or `NotResource`. */
export type Statement = {
  effect: 'Allow' | 'Deny';
  actions: string[];
  actionsAreExcept: boolean;
  resources: string[];
  resourcesAreExcept: boolean;
};

export type Verdict = 'allowed' | 'denied' | 'not-mentioned';

/** Judges one action on one resource as IAM does: a Deny wins, and what no Allow mentions is refused. */
export type Policy = (action: string, resource: string) => Verdict;

type Matcher = (text: string) => boolean;

const hasWildcard = (pattern: string): boolean => /[*?]/.test(pattern);
const regular = (pattern: string, any: string): string =>
  pattern
    .replace(/[\\^$.+()|[\]{}]/g, '\\$&')
    .replaceAll('*', `${any}*`)
    .replaceAll('?', any);

/** Actions know neither case nor parts: `dynamodb:*Item` is `dynamodb:putitem`. */
export function actionMatcher(pattern: string): Matcher {
  const whole = new RegExp(`^${regular(pattern, '.')}$`, 'is');
  return (action) => whole.test(action);
}

/**
 * An ARN has five parts and the resource. A wildcard stays within its part, unless it is a `*` at the part's end, which
 * reaches on over colons (IAM user guide, "Using wildcards in resource ARNs"); in the resource it matches anything.
 */
export function resourceMatcher(pattern: string): Matcher {
  if (pattern === '*') return () => true;
  if (!hasWildcard(pattern)) return (resource) => resource === pattern;
  const parts = pattern.split(':');
  const inner = parts.slice(0, 5).map((part) => {
    const [, start = '', reach = ''] = /^(.*?)(\**)$/s.exec(part) ?? [];
    return regular(start, '[^:]') + (reach && '.*');
  });
  const rest = parts.length > 5 ? [regular(parts.slice(5).join(':'), '.')] : [];
  const whole = new RegExp(`^${[...inner, ...rest].join(':')}$`, 's');
  return (resource) => whole.test(resource);
}

const anyOf = (patterns: string[], matcher: (pattern: string) => Matcher, isExcept: boolean): Matcher => {
  const matchers = patterns.map(matcher);
  return (text) => matchers.some((matches) => matches(text)) !== isExcept;
};

type Resources = { effect: Statement['effect']; matches: Matcher };

/** Patterns are read once, and for each action the statements about it are picked once: the rest is a few comparisons. */
export function policyOf(statements: Statement[]): Policy {
  const compiled = statements.map((one) => ({
    effect: one.effect,
    isAbout: anyOf(one.actions, actionMatcher, one.actionsAreExcept),
    matches: anyOf(one.resources, resourceMatcher, one.resourcesAreExcept),
  }));
  const byAction = new Map<string, Resources[]>();
  const about = (action: string): Resources[] => {
    const known = byAction.get(action);
    if (known) return known;
    const picked = compiled.filter(({ isAbout }) => isAbout(action));
    byAction.set(action, picked);
    return picked;
  };
  return (action, resource) => {
    let verdict: Verdict = 'not-mentioned';
    for (const { effect, matches } of about(action)) {
      if (!matches(resource)) continue;
      if (effect === 'Deny') return 'denied';
      verdict = 'allowed';
    }
    return verdict;
  };
}
