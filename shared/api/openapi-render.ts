import type * as z from 'zod';
import type { CreateDocumentOptions } from 'zod-openapi';
import { isInstant } from '../kernel/instant.ts';
import { isLocalDate } from '../kernel/local-date.ts';

type Render = NonNullable<CreateDocumentOptions['override']>;
type Rendered = Parameters<Render>[0]['jsonSchema'];
type AnySchema = z.core.$ZodTypes;

/** What a refinement of a string says in JSON Schema, which knows no functions. */
const FORMATS: readonly (readonly [(text: string) => boolean, Rendered])[] = [
  [isLocalDate, { format: 'date', examples: ['2026-03-01'] }],
  [isInstant, { format: 'date-time', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+08:00$', examples: ['2026-03-01T09:00:00+08:00'] }],
];

const formatOf = (schema: AnySchema): Rendered => {
  const tests = (schema._zod.def.checks ?? []).map((check) => ('fn' in check._zod.def ? check._zod.def.fn : undefined));
  return FORMATS.find(([test]) => tests.includes(test))?.[1] ?? {};
};

/**
 * Says in JSON Schema what the renderer alone cannot. Dates and moments are strings that a transform only brands, so an answer's is described
 * as it is sent; a transform of anything else throws, since it would need a description of its own. An answer may gain members, so that
 * none is closed to them. Bounds that every safe integer keeps say nothing.
 */
export const renderPlainly: Render = ({ jsonSchema, zodSchema, io }) => {
  const schema = zodSchema as AnySchema;
  const { def } = schema._zod;
  if (def.type === 'string') Object.assign(jsonSchema, formatOf(schema));
  if (def.type === 'number') {
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  }
  if (io !== 'output') return;
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
  if (def.type === 'pipe' && (def.out as AnySchema)._zod.def.type === 'transform') {
    const inner = def.in as AnySchema;
    if (inner._zod.def.type !== 'string') throw new Error('a transform of something other than a string cannot be described');
    Object.assign(jsonSchema, { type: 'string' }, formatOf(inner));
  }
};
