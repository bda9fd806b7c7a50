import type { Json } from '../../infra/local/states/types.ts';

const METADATA = new Set(['SdkHttpMetadata', 'SdkResponseMetadata']);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const members = (value: Record<string, unknown>): string[] => Object.keys(value).filter((key) => !METADATA.has(key));

const subset = (expected: unknown, actual: unknown): boolean => {
  if (typeof actual !== 'string' || !isRecord(expected)) return false;
  try {
    const parsed: unknown = JSON.parse(actual);
    return isRecord(parsed) && Object.entries(expected).every(([key, value]) => matches(value as Json, parsed[key]));
  } catch {
    return false;
  }
};

/** True if `actual` is what `expected` says, its tokens (`<<any>>`, `<<regex>>`, `<<json_subset>>`) understood and call metadata left aside. */
export const matches = (expected: Json, actual: unknown): boolean => {
  if (expected === '<<any>>') return true;
  if (isRecord(expected)) {
    if (typeof expected['<<regex>>'] === 'string') return typeof actual === 'string' && new RegExp(expected['<<regex>>'].replaceAll('\\-', '-').replaceAll('\\ ', ' ').replaceAll("\\'", "'")).test(actual);
    if ('<<json_subset>>' in expected) return subset(expected['<<json_subset>>'], actual);
    if (!isRecord(actual)) return false;
    const names = members(expected);
    return names.length === members(actual).length && names.every((name) => name in actual && matches(expected[name] as Json, actual[name]));
  }
  if (Array.isArray(expected)) return Array.isArray(actual) && expected.length === actual.length && expected.every((item, index) => matches(item, actual[index]));
  return Object.is(expected, actual) || expected === actual;
};
