import { compileConditions, type RequestContext } from './condition.ts';
import { anyOf, wildcard, type Matcher } from './pattern.ts';
import type { OneOrMany, PolicyStatement } from './policy.ts';

/** A statement ready to be asked. */
export interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  /** True if the statement speaks of this action on this resource in these circumstances. */
  covers(action: string, resource: string, context: RequestContext): boolean;
}

const KNOWN = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']);

/** Compiles one statement; throws on members, effects, operators or values it does not understand (an intrinsic left unresolved, say). */
export const compileStatement = (statement: PolicyStatement): CompiledStatement => {
  const stranger = Object.keys(statement).find((member) => !KNOWN.has(member));
  if (stranger !== undefined) throw malformed(statement, `unknown member ${stranger}`);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw malformed(statement, 'no effect');
  const speaksOfAction = either(statement, 'Action', 'NotAction', true);
  const speaksOfResource = either(statement, 'Resource', 'NotResource', false);
  const fulfilled = compileConditions(statement.Condition ?? {});
  return {
    effect: statement.Effect,
    covers: (action, resource, context) => speaksOfAction(action) && speaksOfResource(resource) && fulfilled(context),
  };
};

const either = (
  statement: PolicyStatement,
  member: 'Action' | 'Resource',
  negation: 'NotAction' | 'NotResource',
  ignoreCase: boolean,
): Matcher => {
  const [positive, negative] = [statement[member], statement[negation]];
  if ((positive === undefined) === (negative === undefined)) throw malformed(statement, `exactly one of ${member} and ${negation}`);
  const matches = anyOf(patternsOf(statement, positive ?? negative ?? []).map((pattern) => wildcard(pattern, { ignoreCase })));
  return positive === undefined ? (text) => !matches(text) : matches;
};

const patternsOf = (statement: PolicyStatement, patterns: OneOrMany<string>): string[] => {
  const list: readonly unknown[] = Array.isArray(patterns) ? patterns : [patterns];
  return list.map((pattern) => {
    if (typeof pattern !== 'string') throw malformed(statement, 'a pattern that is not a string');
    if (pattern.includes('${')) throw malformed(statement, `a policy variable: ${pattern}`);
    return pattern;
  });
};

const malformed = (statement: PolicyStatement, why: string): Error =>
  new Error(`policy statement not understood (${why}): ${JSON.stringify(statement)}`);
