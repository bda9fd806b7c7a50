import type { Execution } from '../run/execution.ts';
import type { ReaderCall } from '../run/thread.ts';
import { callIntegration, type Callers } from '../tasks/perform.ts';
import { isObject } from '../definition.ts';
import type { Json, JsonObject } from '../types.ts';
import { parseCsv } from './csv.ts';

type Items = { readonly ok: true; readonly value: Json[] } | { readonly ok: false; readonly cause: string };

const itemsOf = (text: string, config: JsonObject): Json[] => {
  switch (config.InputType) {
    case 'CSV':
      return parseCsv(text, config);
    case 'JSONL':
      return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Json);
    case 'JSON':
    case undefined: {
      const value = JSON.parse(text) as Json;
      if (Array.isArray(value)) return value;
      throw new Error('Attempting to map over non-iterable node.');
    }
    default:
      throw new Error(`InputType ${String(config.InputType)} is not supported`);
  }
};

const limited = (items: Json[], config: JsonObject): Json[] => {
  const maxItems = Number(config.MaxItems ?? 0);
  return maxItems > 0 ? items.slice(0, maxItems) : items;
};

/** Reads a distributed Map's items from S3: an object as JSON, JSON lines or CSV, or the listing of a bucket. */
export const readItems = async (callers: Callers, execution: Execution, reader: ReaderCall): Promise<Items> => {
  const outcome = await callIntegration(callers, execution, reader.action, reader.arguments);
  if (!outcome.ok) return { ok: false, cause: outcome.cause ?? outcome.error ?? 'The items could not be read' };
  const { result } = outcome;
  if (!isObject(result)) return { ok: false, cause: `${reader.action} has not answered with an object` };
  try {
    if (reader.action.endsWith(':listObjectsV2')) return { ok: true, value: limited(Array.isArray(result.Contents) ? result.Contents : [], reader.config) };
    return { ok: true, value: limited(itemsOf(String(result.Body), reader.config), reader.config) };
  } catch (error) {
    return { ok: false, cause: error instanceof Error ? error.message : String(error) };
  }
};
