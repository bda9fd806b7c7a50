import { arnPattern, wildcard, type Matcher } from './pattern.ts';
import type { ConditionBlock } from './policy.ts';

/** What a request says about itself, by condition key (`dynamodb:LeadingKeys`); keys ignore case. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** Tells whether a request fulfils a condition. */
export type Condition = (context: RequestContext) => boolean;

type OperatorOf = (expected: string) => Matcher;

const number = (compare: (actual: number, expected: number) => boolean): OperatorOf => (expected) => (actual) =>
  compare(Number(actual), Number(expected));

const date = (compare: (actual: number, expected: number) => boolean): OperatorOf => (expected) => (actual) =>
  compare(momentOf(actual), momentOf(expected));

// Policies write moments either as ISO 8601 or as seconds since 1970.
const momentOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const equal = (a: number, b: number): boolean => a === b;

const OPERATORS: Readonly<Record<string, OperatorOf>> = {
  StringEquals: (expected) => (actual) => actual === expected,
  StringEqualsIgnoreCase: (expected) => wildcardFree(expected.toLowerCase()),
  StringLike: (expected) => wildcard(expected),
  ArnEquals: arnPattern,
  ArnLike: arnPattern,
  Bool: (expected) => (actual) => actual.toLowerCase() === expected.toLowerCase(),
  NumericEquals: number(equal),
  NumericLessThan: number((a, b) => a < b),
  NumericLessThanEquals: number((a, b) => a <= b),
  NumericGreaterThan: number((a, b) => a > b),
  NumericGreaterThanEquals: number((a, b) => a >= b),
  DateEquals: date(equal),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
};

const wildcardFree = (lower: string): Matcher => (actual) => actual.toLowerCase() === lower;

/** Operators that are the denial of another. */
const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

const SHAPE = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** Compiles a statement's condition block. Throws on an operator it does not know, so that no statement is ever half understood. */
export const compileConditions = (block: ConditionBlock): Condition => {
  const conditions = Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileOne(operator, key.toLowerCase(), listOf(values))),
  );
  return (context) => {
    const lowered = lowerKeys(context);
    return conditions.every((fulfilled) => fulfilled(lowered));
  };
};

const compileOne = (operator: string, key: string, expected: readonly string[]): Condition => {
  if (operator === 'Null') return (context) => expected.includes(String(valuesOf(context, key) === undefined));
  const [, quantifier, name = '', ifExists] = SHAPE.exec(operator) ?? [];
  const negated = NEGATIONS[name];
  const operatorOf = OPERATORS[negated ?? name];
  if (operatorOf === undefined) throw new Error(`unknown condition operator in a policy: ${operator}`);
  const matchers = expected.map(operatorOf);
  const fits: Matcher = (actual) => matchers.some((matches) => matches(actual)) === (negated === undefined);
  return (context) => {
    const actual = valuesOf(context, key);
    if (actual === undefined) return ifExists !== undefined || quantifier === 'ForAllValues' || (negated !== undefined && quantifier === undefined);
    return quantifier === 'ForAllValues' ? actual.every(fits) : negated !== undefined && quantifier === undefined ? actual.every(fits) : actual.some(fits);
  };
};

const listOf = (values: ConditionBlock[string][string]): string[] =>
  (typeof values === 'object' ? values : [values]).map(String);

const valuesOf = (context: RequestContext, key: string): readonly string[] | undefined => {
  const value = context[key];
  return typeof value === 'string' ? [value] : value;
};

const lowerKeys = (context: RequestContext): RequestContext =>
  Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
