import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commit } from '../../../shared/audit/commit.ts';
import { readKept } from '../../../shared/draw/record/kept-files.ts';
import { freezeRows } from '../../../shared/draw/freezing/freeze-rows.ts';
import { rowsOf } from '../../../shared/draw/freezing/frozen-lists.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { packShards } from '../../../shared/lottery/directory/row.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { changeTarget } from '../../../shared/registry/change-target.ts';
import { enterTargets } from '../../../shared/registry/enter-targets.ts';
import { markVisited } from '../../../shared/registry/mark-visited.ts';
import { readDirectory } from '../../../shared/registry/read-directory.ts';
import { targets } from '../../../shared/registry/target-store.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { aTarget, creditCode } from '../../support/registry-samples.ts';
import { anEntry, AT, AT_ONCE, by, byStep, frameNo, freeze, layDirectories, layPrepared, must, operator, setKey } from './scene.ts';

let record: TestRecord;
const desk = () => ({ stores: record.stores, profile: guangyuan, act: by(operator, AT.freeze) });

/** The rows as they are frozen now, and how many partitions of the registry that took. */
const frozen = async (atOnce: number = AT_ONCE.rows) => {
  let pages = 0;
  const { registry } = record.stores;
  const counting: Stores['registry'] = { ...registry, all: (query) => ((pages += 1), registry.all(query)) };
  const ask = { ref: { batchId: 'batch-2026-002', drawNo: 1 }, now: instant(AT.freeze), atOnce, frame: {}, excluded: [], isPublic: true };
  const rows = await freezeRows({ stores: { ...record.stores, registry: counting }, profile: guangyuan }, ask);
  if (!rows.ok) throw new Error(rows.error.code);
  if (rows.value.kind === 'by-bucket') return { plan: rows.value.plan, pages };
  const shards = rows.value.rows.shards.map((shard) => readKept(record.stores, ask.ref, shard));
  return { shards: (await Promise.all(shards)).map((shard) => Buffer.from(shard).toString()), pages };
};

/** The rows as the whole directory has them. */
const whole = async () => {
  const rows = rowsOf(await readDirectory(record.stores.registry), guangyuan.draw.strata.by);
  if (!rows.ok) throw new Error(rows.error.code);
  return packShards(rows.value).map((shard) => Buffer.from(shard).toString());
};

beforeAll(async () => {
  record = await openRecord();
  await layDirectories(record.stores, 60);
  await setKey(record.stores);
  await layPrepared(record.stores, 'batch-2026-001', anEntry({ targets: frameNo(1) }));
}, 60_000);
afterAll(() => record.close());

describe('a directory that was frozen before', { timeout: 60_000 }, () => {
  test('[GY-11] is read whole the first time', async () => {
    const { shards, pages } = await frozen();
    expect([shards, pages]).toEqual([await whole(), 256]);
    await must(freeze(record.stores, 'batch-2026-001'));
  });

  test('[GY-11] is not read by bucket again, however large it is, where its trail says what changed', async () => {
    expect(await frozen(0)).toEqual({ shards: await whole(), pages: 0 });
  });

  test('[GY-11] costs only what the trail says was entered, changed or visited since, and gives the rows of the whole', async () => {
    expect(await frozen()).toEqual({ shards: await whole(), pages: 0 });
    await must(enterTargets(desk(), [aTarget(900), aTarget(0)]));
    const before = await targets.find(record.stores.registry, creditCode(7));
    if (before === undefined) throw new Error('no target');
    const { name, region, industry, nature, address, tags } = before;
    await must(changeTarget(desk(), { params: { targetId: before.id }, body: { name, region, industry, nature, address, tags, status: '002', creditClass: 'C' } as never, ifMatch: before.version }));
    await must(markVisited({ stores: record.stores, act: byStep('archive', AT.freeze) } as never, 'batch-2026-001', [{ targetId: creditCode(9), visitedOn: localDate('2026-03-10'), officers: [] }]));
    const now = await frozen();
    expect(now).toEqual({ shards: await whole(), pages: 0 });
    expect(now.shards?.join('')).toContain(`${creditCode(9)},510811,F5211,A,20260310`);
  });

  test('[BY-1] is read whole where the frozen files are not what was frozen: nobody slips a row into the next draw', async () => {
    const { snapshots } = record.stores;
    const altered = { 'rows-0000.txt': (text: string) => text.replace('510802', '510811'), 'directory.json': () => '{"registry/targets/00":9}' };
    for (const [file, alter] of Object.entries(altered)) {
      const key = `batch-2026-001/1/${file}`;
      const bytes = Buffer.from((await snapshots.get(key)) ?? []);
      await snapshots.put(key, alter(bytes.toString()), 'text/plain');
      expect(await frozen()).toEqual({ shards: await whole(), pages: 256 });
      await snapshots.put(key, bytes, 'text/plain');
    }
    expect((await frozen()).pages).toBe(0);
  });

  test('[GY-11] is read whole where its trail tells of a deed that is not known', async () => {
    await must(commit(record.stores, byStep('move', AT.freeze), { stream: 'registry/targets/00', action: 'target.merge', subject: 'targets' }, []));
    expect(await frozen()).toEqual({ shards: await whole(), pages: 256 });
    expect(await frozen(0)).toEqual({ plan: expect.stringMatching(/^1\/freezing\//) as unknown, pages: 0 });
  });
});
