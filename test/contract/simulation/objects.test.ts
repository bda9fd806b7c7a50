import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploadTo } from '../../../infra/simulation/world/upload.ts';
import { addSeconds, instant, type Instant } from '../../../shared/kernel/instant.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { openMemoryRecord, type MemoryRecord } from '../../support/memory-record.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';

const NOW = instant('2026-03-01T09:00:00+08:00');
let now: Instant = NOW;
const nowMs = (): number => Date.parse(now);
let real: TestRecord;
let memory: MemoryRecord;
beforeAll(async () => {
  real = await openRecord({ nowMs });
  memory = openMemoryRecord(nowMs);
});
afterAll(() => real.close());

const bucket = fc.constantFrom('uploads' as const, 'evidence' as const);
const key = fc.constantFrom('a', 'folder/b c', '证据/照片+1.jpg');
const body = fc.oneof(fc.constantFrom('one', 'two', '三'), fc.uint8Array({ minLength: 1, maxLength: 40 }));
const step = fc.oneof(
  fc.record({ does: fc.constantFrom('put' as const, 'putOnce' as const), bucket, key, body }),
  fc.record({ does: fc.constantFrom('get' as const, 'head' as const), bucket, key }),
  fc.record({ does: fc.constant('copy' as const), bucket, key, from: key }),
  fc.record({ does: fc.constant('upload' as const), bucket, key, body, sent: body, late: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64');
const bytesOf = (given: Uint8Array | string): Uint8Array => (typeof given === 'string' ? Buffer.from(given) : given);

const said = async (stores: Stores, run: string, each: Step, put: (to: { url: string; headers: Readonly<Record<string, string>> }, bytes: Uint8Array) => Promise<number>): Promise<unknown> => {
  const documents = stores[each.bucket];
  const at = `${run}/${each.key}`;
  try {
    switch (each.does) {
      case 'put':
        return await documents.put(at, each.body, 'text/plain');
      case 'putOnce':
        return await documents.putOnce(at, each.body, 'text/plain');
      case 'get': {
        const found = await documents.get(at);
        return found === undefined ? undefined : [...found];
      }
      case 'head':
        return await documents.head(at);
      case 'copy':
        return await documents.copyFrom(stores.uploads, `${run}/${each.from}`, at);
      case 'upload': {
        const to = await documents.uploadUrl({ key: at, sha256: sha256(each.body), contentType: 'image/jpeg', now }, 60);
        now = addSeconds(now, each.late ? 61 : 1);
        try {
          return await put(to, bytesOf(each.sent));
        } finally {
          now = addSeconds(now, each.late ? -61 : -1);
        }
      }
    }
  } catch (error) {
    return { threw: (error as Error).name };
  }
};

const overTheWire = async ({ url, headers }: { url: string; headers: Readonly<Record<string, string>> }, bytes: Uint8Array): Promise<number> =>
  (await fetch(url, { method: 'PUT', headers, body: Uint8Array.from(bytes) })).status;

test('the buckets of memory say and hold what the object store does, whatever is written', async () => {
  let runs = 0;
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const run = `run-${(runs += 1)}`;
      for (const each of steps) {
        const expected = await said(real.stores, run, each, overTheWire);
        const got = await said(memory.stores, run, each, async (to, bytes) => uploadTo(memory.objects, to, bytes, now));
        expect(got, JSON.stringify(each)).toEqual(expected);
        met.add(`${each.does} ${typeof expected === 'number' ? expected : typeof expected === 'object' && expected !== null && 'threw' in expected ? 'refused' : 'done'}`);
      }
    }),
    { numRuns: 40, seed: 20260301 },
  );
  expect([...met].sort()).toEqual(['copy done', 'copy refused', 'get done', 'head done', 'put done', 'putOnce done', 'putOnce refused', 'upload 200', 'upload 400', 'upload 403']);
});
