/** Says whether a value from outside has the shape wanted. */
export type Check = (value: unknown) => boolean;

/** A whole number from 0 up to 2^53−1. */
export const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** A non-empty, well-formed string. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.isWellFormed();

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** 64 lower-case hex digits. */
export const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** 128 lower-case hex digits. */
export const isSignature = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{128}$/.test(value);

export const isOneOf = (...values: readonly unknown[]): Check => (value) => values.includes(value);

export const isArrayOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);

/** A plain object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True if `value` is an object with exactly the members of `members`, plus any of `optional`, each passing its check. */
export const exactObject = (
  value: unknown,
  members: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): boolean => {
  if (!isObject(value)) return false;
  if (Object.keys(value).some((key) => !Object.hasOwn(members, key) && !Object.hasOwn(optional, key))) return false;
  if (Object.entries(members).some(([key, check]) => !Object.hasOwn(value, key) || !check(value[key]))) return false;
  return Object.entries(optional).every(([key, check]) => !Object.hasOwn(value, key) || value[key] === undefined || check(value[key]));
};
