import { QueryFailure } from '../failure.ts';
import type { Json, JsonObject } from '../types.ts';
import { bindEvaluation, Evaluation } from './evaluation.ts';
import { compileExpression, expressionText } from './expression.ts';
import { toJson, typeName } from './to-json.ts';

/** All that a field of a state may refer to. */
export type Scope = {
  readonly variables: Readonly<JsonObject>;
  /** `$states`: input, context, and result or errorOutput where the field may use them. */
  readonly states: Readonly<Record<string, Json>>;
  readonly nowMs: number;
  /** Makes `$random()` and `$uuid()` the same whenever the same state is evaluated again. */
  readonly seed: string;
};

const query = async (text: string, location: string, scope: Scope): Promise<Json> => {
  const named = `The JSONata expression '${text}' specified for the field '${location}'`;
  let result: unknown;
  try {
    const bindings = bindEvaluation(new Evaluation(scope.nowMs, `${scope.seed} ${location}`));
    Object.assign(bindings, scope.variables, { states: scope.states });
    result = await compileExpression(text).evaluate(undefined, bindings);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw new QueryFailure(`${named} threw an error during evaluation. ${code ?? 'D0000'}: ${message ?? String(error)}`, location);
  }
  if (result === undefined) throw new QueryFailure(`${named} returned nothing (undefined).`, location);
  try {
    return toJson(result);
  } catch {
    throw new QueryFailure(`${named} returned an unsupported result type.`, location);
  }
};

/**
 * Evaluates a field's value: every string between `{%` and `%}` at any depth is replaced by its result.
 * `location` names the field in causes (`Output/result`). Throws {@link QueryFailure}.
 */
export const evaluate = async (template: Json, location: string, scope: Scope): Promise<Json> => {
  if (typeof template === 'string') {
    const text = expressionText(template);
    return text === null ? template : query(text, location, scope);
  }
  if (Array.isArray(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) items.push(await evaluate(item, `${location}[${index}]`, scope));
    return items;
  }
  if (template === null || typeof template !== 'object') return template;
  const members: JsonObject = {};
  for (const [key, member] of Object.entries(template)) members[key] = await evaluate(member, `${location}/${key}`, scope);
  return members;
};

type Typed = { array: Json[]; boolean: boolean; number: number; string: string; object: JsonObject };

/** As {@link evaluate}, and the result must be of `type`. */
export const evaluateAs = async <T extends keyof Typed>(type: T, template: Json, location: string, scope: Scope): Promise<Typed[T]> => {
  const value = await evaluate(template, location, scope);
  if (typeName(value) === type) return value as Typed[T];
  const text = typeof template === 'string' ? expressionText(template) : null;
  const source = text === null ? `The value specified for the field '${location}' has` : `The JSONata expression '${text}' specified for the field '${location}' returned`;
  throw new QueryFailure(`${source} an unexpected result type. Expected '${type}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`, location);
};

/** As {@link evaluateAs} for a number, which may also come as a text of digits, as limits may. */
export const evaluateNumber = async (template: Json, location: string, scope: Scope): Promise<number> => {
  const value = await evaluate(template, location, scope);
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return evaluateAs('number', template, location, scope);
};
