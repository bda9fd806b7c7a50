import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stores } from '../../../shared/store/record.ts';
import type { StoredItem } from '../../../shared/store/item.ts';
import type { PartitionQuery } from '../../../shared/store/table.ts';
import { check, create, project, remove, replace, type Write } from '../../../shared/store/write.ts';
import { openMemoryRecord } from '../../support/memory-record.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';

let real: TestRecord;
beforeAll(async () => void (real = await openRecord()));
afterAll(() => real.close());

type TableName = 'registry' | 'lifecycle';
const table = fc.constantFrom<TableName>('registry', 'lifecycle');
const pk = fc.constantFrom('A', 'B');
// Few enough to meet each other; with prefixes of each other, and beyond the plane in which JavaScript orders as UTF-8 does.
const sk = fc.constantFrom('a', 'a#1', 'a#2', 'ab', 'b', '~', '企业', '\uff5e', '\u{20000}');
const version = fc.integer({ min: 1, max: 3 });
const stage = fc.constantFrom('draft', 'submitted', 'issued');
const value = fc.oneof(
  fc.string({ maxLength: 8 }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((number) => Math.round(number * 100) / 100 + 0),
  fc.boolean(), fc.constant(null), fc.constant(undefined), fc.array(fc.oneof(fc.integer(), fc.string({ maxLength: 3 })), { maxLength: 3 }),
  fc.record({ name: fc.string({ maxLength: 5 }), more: fc.option(fc.integer(), { nil: undefined }) }),
);
const content = fc.record({ version, stage: fc.option(stage, { nil: undefined }), value });

type Verb = { readonly table: TableName; readonly pk: string; readonly sk: string } & (
  | { readonly verb: 'create' | 'project'; readonly content: object }
  | { readonly verb: 'replace'; readonly content: object; readonly version: number; readonly stages: readonly string[] }
  | { readonly verb: 'check'; readonly version: number; readonly stages: readonly string[] }
  | { readonly verb: 'remove' }
);
const place = { table, pk, sk };
const stages = fc.uniqueArray(stage, { maxLength: 2 });
const verb: fc.Arbitrary<Verb> = fc.oneof(
  fc.record({ ...place, verb: fc.constantFrom('create' as const, 'project' as const), content }),
  fc.record({ ...place, verb: fc.constant('replace' as const), content, version, stages }),
  fc.record({ ...place, verb: fc.constant('check' as const), version, stages }),
  fc.record({ ...place, verb: fc.constant('remove' as const) }),
);

type Step =
  | { readonly step: 'transact'; readonly verbs: readonly Verb[] }
  | { readonly step: 'get'; readonly keys: readonly { readonly table: TableName; readonly pk: string; readonly sk: string }[] }
  | { readonly step: 'pages'; readonly table: TableName; readonly query: Omit<PartitionQuery, 'cursor'> };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ step: fc.constant('transact' as const), verbs: fc.array(verb, { minLength: 1, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('get' as const), keys: fc.array(fc.record(place), { minLength: 1, maxLength: 4 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      step: fc.constant('pages' as const), table,
      query: fc.record(
        { pk, prefix: fc.constantFrom('a', 'a#', '企'), limit: fc.integer({ min: 1, max: 4 }), reverse: fc.boolean(), attributes: fc.constant(['version', 'value']) },
        { requiredKeys: ['pk'] },
      ),
    }),
  },
);

const writeOf = (stores: Stores, run: string, each: Verb): Write => {
  const key = { pk: `${run}${each.pk}`, sk: each.sk };
  switch (each.verb) {
    case 'create':
      return create(stores[each.table], { ...key, ...each.content } as StoredItem);
    case 'project':
      return project(stores[each.table], { ...key, ...each.content } as StoredItem);
    case 'replace':
      return replace(stores[each.table], { ...key, ...each.content } as StoredItem, each);
    case 'check':
      return check(stores[each.table], key, each);
    case 'remove':
      return remove(stores[each.table], key);
  }
};

/** What a step says, or the name of the error it throws. */
const said = async (stores: Stores, run: string, each: Step): Promise<unknown> => {
  try {
    switch (each.step) {
      case 'transact':
        return await stores.transact(each.verbs.map((one) => writeOf(stores, run, one)));
      case 'get':
        return await Promise.all(each.keys.map((key) => stores[key.table].get({ pk: `${run}${key.pk}`, sk: key.sk })));
      case 'pages': {
        const pages: unknown[] = [];
        let cursor: string | undefined;
        do {
          const page = await stores[each.table].page({ ...each.query, pk: `${run}${each.query.pk}`, ...(cursor === undefined ? {} : { cursor }) });
          pages.push(page);
          cursor = page.cursor;
        } while (cursor !== undefined);
        return pages;
      }
    }
  } catch (error) {
    return { threw: (error as Error).name };
  }
};

const everything = (stores: Stores, run: string) =>
  Promise.all((['registry', 'lifecycle'] as const).flatMap((name) => ['A', 'B'].map((partition) => stores[name].all({ pk: `${run}${partition}` }))));

test('the tables of memory say and hold what the database does, whatever is written', async () => {
  const memory = openMemoryRecord().stores;
  let runs = 0;
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const run = `RUN#${(runs += 1)}#`;
      for (const each of steps) {
        const [expected, got] = [await said(real.stores, run, each), await said(memory, run, each)];
        expect(got, JSON.stringify(each)).toEqual(expected);
        met.add(kindOf(expected));
      }
      expect(await everything(memory, run)).toEqual(await everything(real.stores, run));
    }),
    { numRuns: 30, seed: 20260301 },
  );
  // A comparison that never met a conflict or a refusal would prove little.
  expect([...met].sort()).toEqual(['a refusal', 'conflict', 'conflict with what lies there', 'said', 'written']);
});

const kindOf = (answer: unknown): string => {
  const { ok, error, threw } = answer as { ok?: boolean; error?: { current?: unknown }; threw?: string };
  if (threw !== undefined) return 'a refusal';
  if (ok === undefined) return 'said';
  return ok ? 'written' : error?.current === undefined ? 'conflict' : 'conflict with what lies there';
};

test('a page ends where the database ends it: after a megabyte', async () => {
  const memory = openMemoryRecord().stores;
  const rows = Array.from({ length: 9 }, (_, row) => ({ pk: 'LARGE', sk: `${row}`, text: 'x'.repeat(200_000 + row * 1000), numbers: [row, { a: row }] }));
  for (const stores of [real.stores, memory]) for (const row of rows) await stores.transact([project(stores.registry, row)]);
  const firstOf = async (stores: Stores) => {
    const { items, cursor } = await stores.registry.page({ pk: 'LARGE', attributes: ['numbers'] });
    return { sks: items.map(({ sk }) => sk), cursor };
  };
  expect(await firstOf(memory)).toEqual(await firstOf(real.stores));
  expect((await firstOf(memory)).sks.length).toBeLessThan(9);
});

test('an item, and a transaction, may be as large as the database lets them be', async () => {
  const memory = openMemoryRecord().stores;
  const outcome = async (stores: Stores, texts: readonly number[]) => {
    try {
      return (await stores.transact(texts.map((length, row) => create(stores.lifecycle, { pk: `SIZE${texts.length}-${length}`, sk: `${row}`, text: 'x'.repeat(length) })))).ok;
    } catch {
      return 'refused';
    }
  };
  for (const texts of [[409_500], [409_700], Array.from({ length: 10 }, () => 400_000), Array.from({ length: 11 }, () => 400_000), Array.from({ length: 100 }, () => 10), Array.from({ length: 101 }, () => 10)]) {
    expect(await outcome(memory, texts), `${texts.length} × ${texts[0]}`).toBe(await outcome(real.stores, texts));
  }
});
