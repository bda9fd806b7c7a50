import { beforeAll, describe, expect, test } from 'vitest';
import { drawShard } from '../../../shared/draw/drawing/draw-shard.ts';
import { drawTargets } from '../../../shared/draw/drawing/draw-targets.ts';
import { freezeBatch } from '../../../shared/draw/freezing/freeze-batch.ts';
import { freezeBucket } from '../../../shared/draw/freezing/freeze-bucket.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { enterTargets } from '../../../shared/registry/enter-targets.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { openMemoryRecord } from '../../support/memory-record.ts';
import { aTarget } from '../../support/registry-samples.ts';
import { anEntry, AT, AT_ONCE, by, byStep, currentOf, draw, frameNo, freeze, holdCeremony, layDirectories, layPrepared, must, operator, PROGRAMS, setKey } from './scene.ts';

const BATCH = 'batch-2026-001';
const FROM = '2026-03-23T08:00:00+08:00';
const FILES = ['rows-0000.txt', 'manifest.json', 'officers.txt', 'excluded.txt', 'witness/recusals.txt', 'witness/secret.txt', 'directory.json'];

/** The same city in a record of its own, ready to be frozen. */
const aCity = async (): Promise<Stores> => {
  const { stores } = openMemoryRecord();
  await layDirectories(stores, 400);
  await setKey(stores);
  await layPrepared(stores, BATCH, anEntry({ targets: frameNo(1) }));
  return stores;
};

const stepAt = (stores: Stores, name: string, now: string) => ({ stores, profile: guangyuan, act: byStep(name, now) }) as never;
const begin = async (stores: Stores, now: string = FROM) => {
  const { value } = await must(freezeBatch(stepAt(stores, 'freeze', now), { batchId: BATCH, programs: PROGRAMS, atOnce: 0 }));
  if (value.outcome !== 'by-bucket') throw new Error('it was frozen at once');
  return value.plan;
};
const readBuckets = async (stores: Stores, plan: string, from = 0, to = 256): Promise<void> => {
  for (let bucket = from; bucket < to; bucket += 1) await must(freezeBucket(stepAt(stores, 'freeze-bucket', FROM), { batchId: BATCH, plan, bucket }));
};
const merge = (stores: Stores, plan: string, now: string = AT.freeze) => freezeBatch(stepAt(stores, 'freeze', now), { batchId: BATCH, programs: PROGRAMS, atOnce: 0, plan });

const textsOf = async (stores: Stores, files: readonly string[] = FILES) =>
  Promise.all(files.map(async (file) => [file, Buffer.from((await stores.snapshots.get(`${BATCH}/1/${file}`)) ?? []).toString(), Buffer.from((await stores.published.get(`draws/${BATCH}/1/${file}`)) ?? []).toString()] as const));

let atOnce: Stores;
let byBucket: Stores;

beforeAll(async () => {
  [atOnce, byBucket] = await Promise.all([aCity(), aCity()]);
  await must(freeze(atOnce, BATCH));
  const plan = await begin(byBucket, AT.freeze);
  await readBuckets(byBucket, plan);
  await must(merge(byBucket, plan));
}, 60_000);

describe('a directory that is read bucket by bucket', () => {
  test('[GY-11] [BY-1] gives the bytes that one reading gives: rows, manifest and every list, kept and published', async () => {
    const files = await textsOf(atOnce);
    expect(files.find(([file]) => file === 'rows-0000.txt')?.[1].length).toBe(400 * 64);
    expect(await textsOf(byBucket)).toEqual(files);
    expect((await currentOf(byBucket, BATCH)).M0).toBe((await currentOf(atOnce, BATCH)).M0);
  });

  test('[GY-11] is frozen as of the whole time it took to read, each bucket as it was read first, and what changed meanwhile counts next time', async () => {
    const stores = await aCity();
    const plan = await begin(stores);
    await readBuckets(stores, plan, 0, 128);
    await must(enterTargets({ stores, profile: guangyuan, act: by(operator, AT.freeze) } as never, Array.from({ length: 48 }, (_, n) => aTarget(1000 + n))));
    // The second run of a bucket's step leaves what the first has read.
    await readBuckets(stores, plan);
    const { value } = await must(merge(stores, plan));
    const [[, rows = '', published = ''] = [], [, manifest = ''] = []] = await textsOf(stores);
    const known = rows.length / 64;
    expect(known).toBeGreaterThan(400);
    expect(known).toBeLessThan(448);
    expect(published).toBe(rows);
    expect(JSON.parse(manifest)).toMatchObject({ snapshot: { rows: known, asOf: { from: FROM, to: AT.freeze } } });
    // Run again, it is the same attempt.
    expect((await must(merge(stores, plan, AT.commit))).value).toEqual(value);

    await layPrepared(stores, 'batch-2026-002', anEntry({ targets: frameNo(2) }));
    await must(freezeBatch(stepAt(stores, 'freeze', AT.commit), { batchId: 'batch-2026-002', programs: PROGRAMS, atOnce: 0 }));
    expect((await stores.snapshots.get('batch-2026-002/1/rows-0000.txt'))?.length).toBe(448 * 64);
  });

  test('[GY-11] is not frozen while a bucket is unread, or by the plan of another attempt', async () => {
    const stores = await aCity();
    const plan = await begin(stores);
    await readBuckets(stores, plan, 0, 255);
    await expect(merge(stores, plan)).rejects.toThrow('nobody has read bucket ff');
    await expect(merge(stores, plan.replace(/^1/, '2'))).rejects.toThrow('was not begun');
    expect(await stores.published.get(`draws/${BATCH}/1/manifest.json`)).toBeUndefined();
  });
});

describe('a draw from shards by many', () => {
  test('[GY-12] [BY-1] draws whom one drawing draws: targets byte for byte', async () => {
    for (const stores of [atOnce, byBucket]) await holdCeremony(stores, BATCH);
    await must(draw(atOnce, BATCH));
    const spread = (gathered: boolean) => drawTargets(stepAt(byBucket, 'draw-targets', AT.draw), { batchId: BATCH, atOnce: 0, gathered });
    for (let run = 0; run < 2; run += 1) expect((await must(spread(false))).value).toEqual({ outcome: 'by-shard', shards: 1 });
    for (let run = 0; run < 2; run += 1) await must(drawShard(stepAt(byBucket, 'draw-shard', AT.draw), { batchId: BATCH, shard: 0 }));
    for (let run = 0; run < 2; run += 1) expect((await must(spread(true))).value).toEqual({ outcome: 'drawn', drawn: 16 });
    expect((await must(spread(false))).value).toEqual({ outcome: 'drawn', drawn: 16 });
    expect(await textsOf(byBucket, ['targets.json'])).toEqual(await textsOf(atOnce, ['targets.json']));
    const candidates = (await byBucket.snapshots.get(`${BATCH}/1/drawing/rows-0000.txt`))?.length ?? 0;
    expect(candidates / 64).toBeGreaterThanOrEqual(19);
    expect(candidates / 64).toBeLessThan(400);
  });

  test('[BY-1] draws from no rows but those the manifest commits to, whoever has altered them', async () => {
    const stores = await aCity();
    await must(freeze(stores, BATCH));
    await holdCeremony(stores, BATCH);
    const rows = Buffer.from((await stores.snapshots.get(`${BATCH}/1/rows-0000.txt`)) ?? []).toString();
    await stores.snapshots.put(`${BATCH}/1/rows-0000.txt`, rows.replace(',510802,', ',510811,'), 'text/plain');
    await expect(draw(stores, BATCH)).rejects.toThrow('is not what was frozen');
    await expect(drawShard(stepAt(stores, 'draw-shard', AT.draw), { batchId: BATCH, shard: 0 })).rejects.toThrow('is not what was frozen');
  });

  test('[GY-12] reads all rows where those that were gathered turn out too few', async () => {
    const [few, all] = await Promise.all([aCity(), aCity()]);
    for (const stores of [few, all]) {
      await must(freeze(stores, BATCH));
      await holdCeremony(stores, BATCH);
    }
    await must(draw(all, BATCH));
    await few.snapshots.put(`${BATCH}/1/drawing/rows-0000.txt`, (await few.snapshots.get(`${BATCH}/1/rows-0000.txt`))?.subarray(0, 64 * 15) ?? '', 'text/plain');
    await must(drawTargets(stepAt(few, 'draw-targets', AT.draw), { batchId: BATCH, atOnce: AT_ONCE.shards, gathered: true }));
    expect(await textsOf(few, ['targets.json'])).toEqual(await textsOf(all, ['targets.json']));
  });
});
