import { Problem } from './problem.ts';

/**
 * CloudFormation's functions, evaluated. `cfn-resolver-lib` was tried first: its `Fn::Sub` does not know resources and
 * attributes, it has no `Fn::ImportValue`, and it leaves what it cannot find as it stands, where a wrong wire must fail.
 */
export type Scope = {
  /** `where` is the template path, for the message when the name leads nowhere. */
  ref(name: string, where: string): unknown;
  attribute(logicalId: string, name: string, where: string): unknown;
  mapping(map: string, first: string, second: string): unknown;
  condition(name: string): boolean;
  importValue(name: string, where: string): unknown;
  dynamicReference(text: string, where: string): string;
};

type Args = unknown[];
const list = (value: unknown): Args => (Array.isArray(value) ? value : [value]);
const same = (left: unknown, right: unknown): boolean => String(left) === String(right);

function substitute(template: string, names: Record<string, unknown>, scope: Scope, where: string): string {
  return template.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(names, name)) return String(names[name]);
    const dot = name.indexOf('.');
    return String(dot < 0 ? scope.ref(name, where) : scope.attribute(name.slice(0, dot), name.slice(dot + 1), where));
  });
}

function isTrue(value: unknown, scope: Scope, where: string): boolean {
  const resolved = resolveValue(value, scope, where);
  return resolved === true || resolved === 'true';
}

function callFunction(name: string, raw: unknown, scope: Scope, where: string): unknown {
  const at = `${where}/${name}`;
  if (name === 'Fn::If') {
    const [condition, then, otherwise] = list(raw);
    return resolveValue(scope.condition(String(condition)) ? then : otherwise, scope, at);
  }
  if (name === 'Fn::GetAtt') {
    const [logicalId, attribute] = typeof raw === 'string' ? raw.split(/\.(.*)/s) : list(raw);
    return scope.attribute(String(logicalId), String(resolveValue(attribute, scope, at)), where);
  }
  const value = resolveValue(raw, scope, at);
  const [first, second, third] = list(value);
  switch (name) {
    case 'Ref':
      return scope.ref(String(value), where);
    case 'Condition':
      return scope.condition(String(value));
    case 'Fn::Join':
      return list(second).map(String).join(String(first));
    case 'Fn::Sub':
      return substitute(String(first), (second ?? {}) as Record<string, unknown>, scope, where);
    case 'Fn::Select':
      return list(second)[Number(first)];
    case 'Fn::Split':
      return String(second).split(String(first));
    case 'Fn::FindInMap':
      return scope.mapping(String(first), String(second), String(third));
    case 'Fn::ImportValue':
      return scope.importValue(String(value), where);
    case 'Fn::Base64':
      return Buffer.from(String(value)).toString('base64');
    case 'Fn::GetAZs':
      return ['us-east-1a', 'us-east-1b'];
    case 'Fn::Equals':
      return same(first, second);
    case 'Fn::Not':
      return !isTrue(first, scope, at);
    case 'Fn::And':
      return list(value).every((one) => isTrue(one, scope, at));
    case 'Fn::Or':
      return list(value).some((one) => isTrue(one, scope, at));
    default:
      throw new Problem(`${where}: ${name} is not known to the local stack`);
  }
}

/** `value` with every function replaced by what it yields; `AWS::NoValue` disappears from lists and objects. */
export function resolveValue(value: unknown, scope: Scope, where: string): unknown {
  if (typeof value === 'string') return value.includes('{{resolve:') ? scope.dynamicReference(value, where) : value;
  if (Array.isArray(value)) {
    return value.map((one, index) => resolveValue(one, scope, `${where}/${index}`)).filter((one) => one !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (only && entries.length === 1 && (only[0] === 'Ref' || only[0] === 'Condition' || only[0].startsWith('Fn::'))) {
    const isFunction = only[0] !== 'Condition' || typeof only[1] === 'string';
    if (isFunction) return callFunction(only[0], only[1], scope, where);
  }
  return Object.fromEntries(
    entries
      .map(([key, one]) => [key, resolveValue(one, scope, `${where}/${key}`)])
      .filter(([, one]) => one !== undefined),
  );
}
