import * as z from 'zod';
import { endpoint } from './define.ts';

const auditEntry = z.object({
  stream: z.string(), seq: z.int(), prev: z.string(), at: z.string(), actor: z.unknown(), action: z.string(), subject: z.string(),
  profile: z.object({ id: z.string(), version: z.int() }),
  before: z.unknown().optional(), after: z.unknown().optional(), detail: z.unknown().optional(),
  hash: z.string(),
});

export const readAudit = endpoint({
  name: 'readAudit',
  method: 'GET',
  path: '/v1/audit',
  action: 'audit.read',
  summary: { zh: '查看一条留痕链及其校验状态', en: 'One stream of the trail with the state of its verification' },
  query: z.object({
    stream: z.string().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(100).optional(),
    cursor: z.string().optional(),
  }),
  answer: z.object({
    items: z.array(auditEntry),
    cursor: z.string().optional(),
    head: z.object({ seq: z.int(), hash: z.string() }),
    /** Whether every entry of this page hashes to what it states and follows the one before, and the last page ends at the head; if not, each fault. */
    verification: z.object({ intact: z.boolean(), faults: z.array(z.object({ kind: z.string(), seq: z.int() })) }),
  }),
});

export const listAuditStreams = endpoint({
  name: 'listAuditStreams',
  method: 'GET',
  path: '/v1/audit/streams',
  action: 'audit.read',
  summary: { zh: '列出全部留痕链及其末端', en: 'Every stream of the trail with its end' },
  query: z.object({
    limit: z.coerce.number().int().min(1).max(1000).optional(),
    cursor: z.string().optional(),
  }),
  answer: z.object({
    items: z.array(z.object({ stream: z.string(), seq: z.int(), hash: z.string() })),
    cursor: z.string().optional(),
  }),
});
