import * as z from 'zod';
import type { AnyEndpoint } from './endpoint.ts';

const version = z.string().regex(/^"?\d+"?$/);
const versionText = '所依据的版本，即读取时的 ETag。The version the change was decided on, as the ETag gave it.';

const IF_MATCH = {
  required: version.meta({ param: { id: 'IfMatchRequired' }, description: versionText, example: '"3"' }),
  optional: version.optional().meta({ param: { id: 'IfMatch' }, description: versionText, example: '"3"' }),
} as const;

const idempotencyKey = z.string().optional().meta({
  param: { id: 'IdempotencyKey' },
  description: '同一键的同一请求只执行一次，重发得到同样的答复。The same request under the same key is carried out once and answered in the same words again.',
});

const acceptLanguage = z.string().optional().meta({
  param: { id: 'AcceptLanguage' },
  description: 'zh（默认）或 en。zh unless en comes first.', example: 'en',
});

/** The headers a call of `endpoint` may carry beside its token. */
export const headersOf = ({ method, ifMatch }: AnyEndpoint): z.ZodObject =>
  z.object({
    ...(ifMatch === 'none' ? {} : { 'If-Match': IF_MATCH[ifMatch] }),
    ...(method === 'GET' ? {} : { 'Idempotency-Key': idempotencyKey }),
    'Accept-Language': acceptLanguage,
  });
