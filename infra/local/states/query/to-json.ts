import type { Json } from '../types.ts';

/** Thrown by {@link toJson} when a result holds a function. */
export class NotJson extends Error {}

/** A JSONata result as plain JSON: sequences become arrays, −0 becomes 0. Throws {@link NotJson} on a function. */
export const toJson = (value: unknown): Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : toJson(item)));
  if (typeof value !== 'object' || '_jsonata_function' in value || '_jsonata_lambda' in value) throw new NotJson();
  const result: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) result[key] = toJson(member);
  return result;
};

/** The type's name as the service writes it in causes. */
export const typeName = (value: Json): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};
