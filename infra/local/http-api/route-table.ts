import type { ApiRoute } from './api-definition.ts';

/** A route that answers a request, with what its path variables stand for (decoded). */
export interface RouteMatch {
  readonly route: ApiRoute;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Row {
  readonly route: ApiRoute;
  /** `undefined` for `$default`. */
  readonly pattern: readonly string[] | undefined;
  readonly method: string;
}

/**
 * Finds the route of a request: the one with the most specific path, a fixed segment before a variable before a greedy variable,
 * a named method before `ANY`, `$default` last. `path` is decoded, without query.
 */
export const routeTable = (routes: readonly ApiRoute[]): ((method: string, path: string) => RouteMatch | undefined) => {
  const rows = routes.map(rowOf).sort(bySpecificity);
  return (method, path) => {
    const segments = segmentsOf(path);
    for (const row of rows) {
      if (row.method !== 'ANY' && row.method !== method) continue;
      const pathParameters = row.pattern === undefined ? {} : match(row.pattern, segments);
      if (pathParameters !== undefined) return { route: row.route, pathParameters };
    }
    return undefined;
  };
};

const rowOf = (route: ApiRoute): Row => {
  if (route.key === '$default') return { route, pattern: undefined, method: 'ANY' };
  const [method = 'ANY', path = '/'] = route.key.split(' ');
  return { route, pattern: segmentsOf(path), method };
};

const segmentsOf = (path: string): readonly string[] => path.replace(/^\//, '').split('/');

const isGreedy = (segment: string): boolean => segment.startsWith('{') && segment.endsWith('+}');
const isVariable = (segment: string): boolean => segment.startsWith('{') && segment.endsWith('}');
const rank = (segment: string | undefined): number => (segment === undefined ? 3 : isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0);

const bySpecificity = (a: Row, b: Row): number => {
  if (a.pattern === undefined || b.pattern === undefined) return Number(a.pattern === undefined) - Number(b.pattern === undefined);
  const length = Math.max(a.pattern.length, b.pattern.length);
  for (let index = 0; index < length; index += 1) {
    const difference = rank(a.pattern[index]) - rank(b.pattern[index]);
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
};

const match = (pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined => {
  const variables: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const rest = segments.slice(index);
    if (isGreedy(expected)) {
      if (rest.length === 0 || rest[0] === '') return undefined;
      return { ...variables, [expected.slice(1, -2)]: rest.join('/') };
    }
    const [actual] = rest;
    if (actual === undefined) return undefined;
    if (isVariable(expected)) {
      if (actual === '') return undefined;
      variables[expected.slice(1, -1)] = actual;
    } else if (expected !== actual) return undefined;
  }
  return segments.length === pattern.length ? variables : undefined;
};
