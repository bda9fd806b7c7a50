import { pseudoParameter } from './pseudo-parameters.ts';
import type { Scope } from './scope.ts';
import { isList, isObject, type Json, type JsonObject } from './template.ts';
import { TemplateError } from './template-error.ts';

/** What `AWS::NoValue` becomes: the member that holds it vanishes. */
const NO_VALUE = Symbol('AWS::NoValue');
type Evaluated = Json | typeof NO_VALUE;
type Intrinsic = (argument: Json, scope: Scope, where: string) => Evaluated;

/**
 * `value` with every intrinsic function replaced by what it stands for. `where` (`Stack/LogicalId (Type)`) goes into messages.
 * Throws a {@link TemplateError} for an unknown intrinsic, an unresolvable reference or a malformed argument.
 */
export const evaluate = (value: Json, scope: Scope, where: string): Json => {
  const evaluated = walk(value, scope, where);
  if (evaluated === NO_VALUE) throw new TemplateError(where, 'AWS::NoValue stands where a value is needed');
  return evaluated;
};

/** As {@link evaluate} for an object of members; those that become `AWS::NoValue` are left out. */
export const evaluateMembers = (members: JsonObject, scope: Scope, where: string): JsonObject =>
  Object.fromEntries(
    Object.entries(members).flatMap(([key, member]) => {
      const evaluated = walk(member, scope, where);
      return evaluated === NO_VALUE ? [] : [[key, evaluated]];
    }),
  );

/** The truth of a condition expression. `named` answers for other conditions by name. */
export const evaluateCondition = (expression: Json, scope: Scope, named: (name: string) => boolean, where: string): boolean => {
  const [name, argument] = isObject(expression) ? (Object.entries(expression)[0] ?? []) : [];
  const truth = (operand: Json): boolean => evaluateCondition(operand, scope, named, where);
  const operands = (): readonly Json[] => listOf(argument ?? null, `${name}`, where);
  switch (name) {
    case 'Condition':
      return named(textOf(argument ?? null, 'Condition', where));
    case 'Fn::Equals': {
      const [left, right] = operands().map((operand) => JSON.stringify(evaluate(operand, scope, where)));
      return left === right;
    }
    case 'Fn::And':
      return operands().every(truth);
    case 'Fn::Or':
      return operands().some(truth);
    case 'Fn::Not':
      return !truth(operands()[0] ?? null);
    default:
      throw new TemplateError(where, `not a condition: ${JSON.stringify(expression)}`);
  }
};

const walk: Intrinsic = (value, scope, where) => {
  if (isList(value)) return value.map((item) => walk(item, scope, where)).filter((item) => item !== NO_VALUE);
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  const name = keys.find((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (name === undefined || (name === 'Ref' && keys.length > 1)) return evaluateMembers(value, scope, where);
  if (keys.length > 1) throw new TemplateError(where, `${name} stands beside other members: ${keys.join(', ')}`);
  const intrinsic = INTRINSICS[name];
  if (intrinsic === undefined) throw new TemplateError(where, `unknown intrinsic function ${name}`);
  return intrinsic(value[name] ?? null, scope, where);
};

const referTo: Intrinsic = (argument, scope, where) => {
  const name = textOf(argument, 'Ref', where);
  if (name === 'AWS::NoValue') return NO_VALUE;
  const value = pseudoParameter(name, scope.stack, scope.place) ?? scope.parameters.get(name) ?? scope.resources.get(name)?.ref;
  if (value === undefined) throw new TemplateError(where, `Ref to unknown ${name}`);
  return value;
};

const getAttribute: Intrinsic = (argument, scope, where) => {
  const [id = '', ...rest] = typeof argument === 'string' ? argument.split('.') : listOf(argument, 'Fn::GetAtt', where).map((part) => textOf(part, 'Fn::GetAtt', where));
  const identity = scope.resources.get(id);
  if (identity === undefined) throw new TemplateError(where, `Fn::GetAtt of unknown resource ${id}`);
  const value = identity.attributes[rest.join('.')];
  if (value === undefined) {
    throw new TemplateError(where, `${id} has no attribute ${rest.join('.')} on this machine (it has ${Object.keys(identity.attributes).join(', ') || 'none'})`);
  }
  return value;
};

const substitute: Intrinsic = (argument, scope, where) => {
  const [pattern, given] = isList(argument) ? argument : [argument, undefined];
  const own = isObject(given) ? given : {};
  return textOf(pattern ?? null, 'Fn::Sub', where).replace(/\$\{(!?)([^}]*)\}/g, (_whole, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const value = name in own ? evaluate(own[name] ?? null, scope, where) : walk(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, scope, where);
    return textOf(value === NO_VALUE ? '' : value, `Fn::Sub of ${name}`, where);
  });
};

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: referTo,
  'Fn::GetAtt': getAttribute,
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope, where) => {
    const [separator, parts] = listOf(argument, 'Fn::Join', where);
    const list = listOf(evaluate(parts ?? null, scope, where), 'Fn::Join', where);
    return list.map((part) => textOf(part, 'Fn::Join', where)).join(textOf(separator ?? null, 'Fn::Join', where));
  },
  'Fn::Select': (argument, scope, where) => {
    const [index, from] = listOf(argument, 'Fn::Select', where);
    const list = listOf(evaluate(from ?? null, scope, where), 'Fn::Select', where);
    const selected = list[Number(evaluate(index ?? null, scope, where))];
    if (selected === undefined) throw new TemplateError(where, `Fn::Select beyond the end of the list: ${JSON.stringify(argument)}`);
    return selected;
  },
  'Fn::Split': (argument, scope, where) => {
    const [separator, text] = listOf(argument, 'Fn::Split', where);
    return textOf(evaluate(text ?? null, scope, where), 'Fn::Split', where).split(textOf(separator ?? null, 'Fn::Split', where));
  },
  'Fn::If': (argument, scope, where) => {
    const [name, whenTrue, whenFalse] = listOf(argument, 'Fn::If', where);
    const truth = scope.conditions.get(textOf(name ?? null, 'Fn::If', where));
    if (truth === undefined) throw new TemplateError(where, `Fn::If of unknown condition ${JSON.stringify(name)}`);
    return walk((truth ? whenTrue : whenFalse) ?? null, scope, where);
  },
  'Fn::FindInMap': (argument, scope, where) => {
    const [map, first, second] = listOf(argument, 'Fn::FindInMap', where).map((key) => textOf(evaluate(key, scope, where), 'Fn::FindInMap', where));
    const group = isObject(scope.mappings[map ?? '']) ? (scope.mappings[map ?? ''] as JsonObject)[first ?? ''] : undefined;
    const value = isObject(group) ? group[second ?? ''] : undefined;
    if (value === undefined) throw new TemplateError(where, `Fn::FindInMap finds nothing at ${map}/${first}/${second}`);
    return value;
  },
  'Fn::Base64': (argument, scope, where) => Buffer.from(textOf(evaluate(argument, scope, where), 'Fn::Base64', where)).toString('base64'),
  'Fn::ImportValue': (argument, scope, where) => {
    const name = textOf(evaluate(argument, scope, where), 'Fn::ImportValue', where);
    const value = scope.exports.get(name);
    if (value === undefined) throw new TemplateError(where, `Fn::ImportValue of ${name}, which no stack before exports`);
    return value;
  },
  'Fn::GetStackOutput': (argument, scope, where) => {
    const { StackName, OutputName } = isObject(argument) ? evaluateMembers(argument, scope, where) : {};
    const value = scope.outputs.get(`${StackName}.${OutputName}`);
    if (value === undefined) throw new TemplateError(where, `Fn::GetStackOutput of ${StackName}.${OutputName}, which no stack before has`);
    return value;
  },
};

const listOf = (value: Json, intrinsic: string, where: string): readonly Json[] => {
  if (!isList(value)) throw new TemplateError(where, `${intrinsic} needs a list, got ${JSON.stringify(value)}`);
  return value;
};

const textOf = (value: Json, intrinsic: string, where: string): string => {
  if (isObject(value) || isList(value) || value === null) throw new TemplateError(where, `${intrinsic} needs a text, got ${JSON.stringify(value)}`);
  return String(value);
};
