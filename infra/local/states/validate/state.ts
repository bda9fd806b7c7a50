import { isObject } from '../definition.ts';
import { expressionText } from '../query/expression.ts';
import { parseTimestamp } from '../states/simple.ts';
import { parseResource } from '../tasks/resource.ts';
import type { Json, JsonObject } from '../types.ts';
import { schemaError, type Diagnostic } from './diagnostic.ts';
import { checkExpressions } from './expressions.ts';
import { allowedFields, isStateType, REQUIRED, type QueryLanguage } from './fields.ts';
import { isPathOrIntrinsic } from './intrinsic.ts';

/** What the checks of a state need to know of the machine. */
export type Setting = { readonly machineLanguage: QueryLanguage; readonly machineType: 'STANDARD' | 'EXPRESS' };

/** The language a state is written in. */
export const languageOf = (state: JsonObject, setting: Setting): QueryLanguage =>
  state.QueryLanguage === 'JSONata' || state.QueryLanguage === 'JSONPath' ? state.QueryLanguage : setting.machineLanguage;

const checkResource = (state: JsonObject, location: string, setting: Setting): Diagnostic[] => {
  const at = `${location}/Resource`;
  if (typeof state.Resource !== 'string') return [schemaError('Expected value of type String', at)];
  const resource = parseResource(state.Resource);
  if (resource === null) return expressionText(state.Resource) === null && state.Resource.startsWith('arn:') ? [] : [schemaError('Value is not a valid resource ARN', at)];
  if (setting.machineType === 'STANDARD') return [];
  if (resource.kind === 'activity') return [schemaError('Express state machine does not support Activity ARN', at)];
  if (resource.kind !== 'service') return [];
  if (resource.pattern === 'token') return [schemaError(`Express state machine does not support '.waitForTaskToken' service integration `, at)];
  return resource.pattern === 'response' ? [] : [schemaError(`Express state machine does not support '.sync' service integration`, at)];
};

const checkPathFields = (value: Json, location: string): Diagnostic[] => {
  if (Array.isArray(value)) return value.flatMap((item) => checkPathFields(item, location));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (!key.endsWith('.$')) return checkPathFields(member, location);
    return typeof member === 'string' && isPathOrIntrinsic(member)
      ? []
      : [schemaError(`The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`, location)];
  });
};

const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign'];

const checkLanguage = (state: JsonObject, location: string, language: QueryLanguage): Diagnostic[] => {
  if (language === 'JSONPath') {
    return TEMPLATES.flatMap((field) => (state[field] === undefined ? [] : checkPathFields(state[field], `${location}/${field}`)));
  }
  return Object.entries(state).flatMap(([field, value]) =>
    ['Branches', 'ItemProcessor', 'Iterator', 'Comment', 'Type', 'Next', 'Default'].includes(field) ? [] : checkExpressions(value, `${location}/${field}`));
};

const checkTime = (state: JsonObject, location: string, language: QueryLanguage): Diagnostic[] => {
  const { Timestamp, Seconds } = state;
  const literal = (value: Json): boolean => language === 'JSONPath' || typeof value !== 'string' || expressionText(value) === null;
  const findings: Diagnostic[] = [];
  if (Timestamp !== undefined && literal(Timestamp) && (typeof Timestamp !== 'string' || parseTimestamp(Timestamp) === null)) {
    findings.push(schemaError('String does not match RFC3339 timestamp', `${location}/Timestamp`));
  }
  if (Seconds !== undefined && literal(Seconds) && !(Number.isInteger(Seconds) && Number(Seconds) >= 0)) {
    findings.push(schemaError('Expected value of type Integer', `${location}/Seconds`));
  }
  const given = ['Seconds', 'Timestamp', 'SecondsPath', 'TimestampPath'].filter((field) => state[field] !== undefined);
  if (given.length !== 1) findings.push(schemaError('Exactly one of these fields is required: [Seconds, Timestamp, SecondsPath, TimestampPath]', location));
  return findings;
};

const checkRules = (list: Json | undefined, field: 'Retry' | 'Catch' | 'Choices', location: string, required: readonly string[]): Diagnostic[] => {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [schemaError('Expected value of type Array', `${location}/${field}`)];
  return list.flatMap((rule, index) => {
    const at = `${location}/${field}[${index}]`;
    if (!isObject(rule)) return [schemaError('Expected value of type Object', at)];
    const missing = required.filter((name) => rule[name] === undefined);
    return missing.length === 0 ? [] : [schemaError(`These fields are required: [${missing.join(', ')}]`, at)];
  });
};

/** Everything about one state that can be judged without its neighbours. `location` is its JSON pointer. */
export const checkState = (state: JsonObject, location: string, setting: Setting): Diagnostic[] => {
  const type = state.Type;
  if (type === undefined) return [schemaError('These fields are required: [Type]', location)];
  if (!isStateType(type)) return [schemaError(`Value is not one of [Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map]`, `${location}/Type`)];
  if (setting.machineLanguage === 'JSONata' && state.QueryLanguage === 'JSONPath') {
    return [schemaError(`'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`, location)];
  }
  const language = languageOf(state, setting);
  const allowed = allowedFields(type, language);
  const findings = Object.keys(state).filter((field) => !allowed.has(field)).map((field) => schemaError('Field is not supported', `${location}/${field}`));
  const missing = REQUIRED[type].filter((field) => state[field] === undefined);
  if (missing.length > 0) findings.push(schemaError(`These fields are required: [${missing.join(', ')}]`, location));
  if (type === 'Map' && state.ItemProcessor === undefined && state.Iterator === undefined) findings.push(schemaError('These fields are required: [ItemProcessor]', location));
  if (type !== 'Choice' && type !== 'Succeed' && type !== 'Fail' && (state.Next === undefined) === (state.End !== true)) {
    findings.push(schemaError('Exactly one of these fields is required: [Next, End]', location));
  }
  if (type === 'Task') findings.push(...(state.Resource === undefined ? [] : checkResource(state, location, setting)));
  if (isObject(state.Credentials) && state.Credentials.RoleArn === undefined && state.Credentials['RoleArn.$'] === undefined) {
    findings.push(schemaError(`The field 'RoleArn' is required but was missing`, `${location}/Credentials`));
  }
  if (type === 'Wait') findings.push(...checkTime(state, location, language));
  if (type === 'Choice' && Array.isArray(state.Choices) && state.Choices.length === 0) findings.push(schemaError('Array must not be empty', `${location}/Choices`));
  findings.push(...checkRules(state.Retry, 'Retry', location, ['ErrorEquals']), ...checkRules(state.Catch, 'Catch', location, ['ErrorEquals', 'Next']));
  if (type === 'Choice') findings.push(...checkRules(state.Choices, 'Choices', location, language === 'JSONata' ? ['Condition', 'Next'] : ['Next']));
  return [...findings, ...checkLanguage(state, location, language)];
};
