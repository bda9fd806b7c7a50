import type { ServiceResponse } from '../../contract.ts';
import type { HistoryEvent, JsonObject } from '../types.ts';
import { ApiError } from './api-error.ts';

const HEADERS = { 'content-type': 'application/x-amz-json-1.0' } as const;

/** A successful answer. */
export const answer = (body: JsonObject): ServiceResponse => ({ status: 200, headers: HEADERS, body: JSON.stringify(body) });

/** An exception, as the SDK reads it. */
export const refusal = (code: string, message: string): ServiceResponse => ({ status: 400, headers: HEADERS, body: JSON.stringify({ __type: code, message }) });

/** Seconds with a fraction, as the protocol writes times. */
export const seconds = (ms: number): number => ms / 1000;

/** Members that are null or undefined left out. */
export const present = (body: Record<string, JsonObject[string] | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(body).filter((member): member is [string, JsonObject[string]] => member[1] !== undefined && member[1] !== null));

/** A string member of the request; throws `ValidationException` if it is missing or no string. */
export const text = (body: JsonObject, name: string): string => {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new ApiError('ValidationException', `Value at '${name}' failed to satisfy constraint: Member must not be null`);
  return value;
};

/** An optional string member. */
export const optionalText = (body: JsonObject, name: string): string | undefined => (typeof body[name] === 'string' ? body[name] : undefined);

/** Where a page begins and how long it is, from `nextToken` and `maxResults`. Throws `InvalidToken`. */
export const pageOf = (body: JsonObject): { offset: number; limit: number } => {
  const token = optionalText(body, 'nextToken');
  const offset = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString());
  if (!Number.isSafeInteger(offset) || offset < 0) throw new ApiError('InvalidToken', `Invalid Token: 'Invalid token'`);
  const max = typeof body.maxResults === 'number' && body.maxResults > 0 ? body.maxResults : 100;
  return { offset, limit: Math.min(max, 1000) };
};

/** The first `limit` of `rows` (which hold one more if there is more), and the token for the rest. */
export const cut = <T>(rows: readonly T[], page: { offset: number; limit: number }): { rows: readonly T[]; nextToken?: string } =>
  rows.length > page.limit
    ? { rows: rows.slice(0, page.limit), nextToken: Buffer.from(String(page.offset + page.limit)).toString('base64') }
    : { rows };

const DATA = new Set(['input', 'output', 'inputDetails', 'outputDetails', 'parameters', 'assignedVariables', 'assignedVariablesDetails']);

/** An event as GetExecutionHistory gives it. */
export const eventOnWire = (event: HistoryEvent, includeData: boolean): JsonObject => {
  const base: JsonObject = { id: event.id, previousEventId: event.previousEventId, timestamp: seconds(event.timestampMs), type: event.type };
  if (event.detailField === null || event.detail === null) return base;
  const detail = includeData ? event.detail : Object.fromEntries(Object.entries(event.detail).filter(([name]) => !DATA.has(name)));
  return { ...base, [event.detailField]: detail };
};
