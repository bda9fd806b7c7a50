import { isObject } from '../definition.ts';
import type { Json, JsonObject } from '../types.ts';
import { schemaError, type Diagnostic } from './diagnostic.ts';
import { checkState, type Setting } from './state.ts';

type Target = { readonly name: string; readonly field: string };

const targetsOf = (state: JsonObject): Target[] => {
  const named = (value: Json | undefined, field: string): Target[] => (typeof value === 'string' ? [{ name: value, field }] : []);
  const inList = (list: Json | undefined, field: string): Target[] =>
    Array.isArray(list) ? list.flatMap((rule, index) => (isObject(rule) ? named(rule.Next, `${field}[${index}]/Next`) : [])) : [];
  return [...named(state.Next, 'Next'), ...named(state.Default, 'Default'), ...inList(state.Choices, 'Choices'), ...inList(state.Catch, 'Catch')];
};

const missingTarget = (target: Target, location: string): Diagnostic => ({
  severity: 'ERROR',
  code: 'MISSING_TRANSITION_TARGET',
  message: `Missing '${target.field.split('/').at(-1)}' target: ${target.name}`,
  location: `${location}/${target.field}`,
});

const reachable = (startAt: string, states: JsonObject): ReadonlySet<string> => {
  const seen = new Set<string>();
  const open = [startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states[name];
    if (seen.has(name) || !isObject(state)) continue;
    seen.add(name);
    open.push(...targetsOf(state).map((target) => target.name));
  }
  return seen;
};

const innerBlocks = (state: JsonObject, location: string): { block: Json; at: string }[] => {
  const branches = Array.isArray(state.Branches) ? state.Branches.map((block, index) => ({ block, at: `${location}/Branches[${index}]` })) : [];
  const processors = ['ItemProcessor', 'Iterator'].flatMap((field) => (state[field] === undefined ? [] : [{ block: state[field], at: `${location}/${field}` }]));
  return [...branches, ...processors];
};

/** Checks states, their connections, and the blocks within them. `location` is `''` for the machine itself; `names` collects all state names. */
export const checkBlock = (block: JsonObject, location: string, setting: Setting, names: Set<string>): Diagnostic[] => {
  const missing = ['StartAt', 'States'].filter((field) => block[field] === undefined);
  if (missing.length > 0) return [schemaError(`These fields are required: [${missing.join(', ')}]`, location === '' ? '/' : location)];
  const { StartAt, States } = block;
  if (!isObject(States) || typeof StartAt !== 'string') return [schemaError('Expected value of type Object', `${location}/States`)];
  const findings: Diagnostic[] = [];
  if (States[StartAt] === undefined) findings.push(missingTarget({ name: StartAt, field: 'StartAt' }, location));
  const reached = reachable(StartAt, States);
  for (const [name, state] of Object.entries(States)) {
    const at = `${location}/States/${name}`;
    if (!isObject(state)) {
      findings.push(schemaError('Expected value of type Object', at));
      continue;
    }
    if (names.has(name)) findings.push({ severity: 'ERROR', code: 'DUPLICATE_STATE_NAME', message: `Duplicate State name: ${name}`, location: at });
    names.add(name);
    if (name.length > 80) findings.push(schemaError('A state name has at most 80 characters', at));
    findings.push(...checkState(state, at, setting));
    findings.push(...targetsOf(state).filter((target) => States[target.name] === undefined).map((target) => missingTarget(target, at)));
    if (!reached.has(name) && States[StartAt] !== undefined) {
      findings.push({ severity: 'ERROR', code: 'UNREACHABLE_STATE', message: `State "${name}" is not reachable.`, location: at });
    }
    for (const { block: inner, at: innerAt } of innerBlocks(state, at)) {
      findings.push(...(isObject(inner) ? checkBlock(inner, innerAt, setting, names) : [schemaError('Expected value of type Object', innerAt)]));
    }
  }
  return findings;
};
