/** A route key of an HTTP API, such as `GET /v1/customers/{id}`, `ANY /files/{proxy+}` or `$default`. */
export type Route<Target> = { key: string; target: Target };
export type Match<Target> = { route: Route<Target>; pathParameters: Record<string, string> };

/** More specific wins, segment by segment: a literal, then a variable, then the greedy rest. */
const weight = (segment: string): number => (segment.endsWith('+}') ? 1 : segment.startsWith('{') ? 2 : 3);

const segmentsOf = (path: string): string[] => path.split('/').slice(1);

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [segmentsOf(pattern), segmentsOf(path)];
  const found: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    if (segment.endsWith('+}')) {
      const rest = given.slice(index).join('/');
      if (rest === '') return undefined;
      found[segment.slice(1, -2)] = decode(rest);
      return found;
    }
    const value = given[index];
    if (value === undefined) return undefined;
    if (segment.startsWith('{')) {
      if (value === '') return undefined;
      found[segment.slice(1, -1)] = decode(value);
    } else if (segment !== value) return undefined;
  }
  return given.length === wanted.length ? found : undefined;
}

function specificity(key: string): string {
  const [method, path = ''] = key.split(' ');
  return `${path.endsWith('+}') ? 0 : 1}${segmentsOf(path).map(weight).join('')}${method === 'ANY' ? 0 : 1}`;
}

/** The route that API Gateway would choose; `$default` takes what no other takes. */
export function matchRoute<Target>(routes: Route<Target>[], method: string, path: string): Match<Target> | undefined {
  const matches = routes.flatMap((route): Match<Target>[] => {
    const [wanted, pattern] = route.key.split(' ');
    if (pattern === undefined || (wanted !== 'ANY' && wanted !== method)) return [];
    const pathParameters = matchPath(pattern, path);
    return pathParameters ? [{ route, pathParameters }] : [];
  });
  const best = matches.sort((one, other) => specificity(other.route.key).localeCompare(specificity(one.route.key)))[0];
  if (best) return best;
  const fallback = routes.find(({ key }) => key === '$default');
  return fallback && { route: fallback, pathParameters: {} };
}
