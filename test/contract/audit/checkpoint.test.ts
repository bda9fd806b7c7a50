import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allCheckpoints } from '../../../shared/audit/checkpoint/checkpoint-store.ts';
import { checkpointHash, checkpointText, readCheckpoint } from '../../../shared/audit/checkpoint/checkpoint.ts';
import { checkpointFile, leavesFile } from '../../../shared/audit/checkpoint/files.ts';
import { headLeaf, readLeaves, rootOf } from '../../../shared/audit/checkpoint/leaves.ts';
import { writeCheckpoint } from '../../../shared/audit/checkpoint/write-checkpoint.ts';
import { commit } from '../../../shared/audit/commit.ts';
import { readHead } from '../../../shared/audit/trail.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { create } from '../../../shared/store/write.ts';
import { actOf, person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';

let record: TestRecord;
beforeAll(async () => void (record = await openRecord()));
afterAll(() => record.close());

const on = (day: string) => instant(`${day}T03:17:00+08:00`);
const write = async (day: string) => {
  const done = await writeCheckpoint(record.stores, on(day));
  if (!done.ok) throw new Error('refused');
  return done.value;
};
const published = async (key: string): Promise<string | undefined> => {
  const bytes = await record.stores.published.get(key);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
};
let things = 0;
const deed = (stream: string) =>
  commit(record.stores, actOf(person('operator', '01')), { stream, action: 'thing.do', subject: 'thing' }, [create(record.stores.registry, { pk: 'THING', sk: `${(things += 1)}` })]);

describe('the checkpoint of a day', () => {
  test('is not written while there is nothing to attest', async () => {
    expect(await write('2026-02-28')).toBeNull();
    await deed('year/2026');
    expect(await write('2026-03-01')).toMatchObject({ number: 1, size: 1, previous: null });
  });

  test('[BY-7] is the root over the heads of all streams, and names the checkpoint before', async () => {
    for (const stream of ['batch/batch-2026-002', 'batch/batch-2026-001', 'inspection/batch-2026-001:91510800MA0000001X']) await deed(stream);
    const second = await write('2026-03-02');
    if (second === null) throw new Error('none');
    expect(second).toMatchObject({ number: 2, size: 4, previous: { date: '2026-03-01', hash: checkpointHash((await published(checkpointFile('2026-03-01'))) ?? '') } });
    const leaves = readLeaves((await published(leavesFile(second.root))) ?? '');
    expect(rootOf(leaves ?? [])).toBe(second.root);
    const { seq, hash } = await readHead(record.stores.lifecycle, 'year/2026');
    expect(leaves).toContain(headLeaf({ stream: 'year/2026', seq, hash }));
  });

  test('[NR-11] names no stream, and its list neither', async () => {
    const second = await write('2026-03-02');
    if (second === null) throw new Error('none');
    const words = `${await published(checkpointFile('2026-03-02'))}${await published(leavesFile(second.root))}`;
    expect(words).not.toMatch(/inspection|batch|91510800MA0000001X/);
  });

  test('[BY-7] written twice is the same, whatever was entered in between, and is published if the first time got no further', async () => {
    const before = await published(checkpointFile('2026-03-02'));
    await deed('year/2026');
    expect(await write('2026-03-02')).toEqual(readCheckpoint(before ?? ''));

    const orphan = await writeCheckpoint({ ...record.stores, published: { ...record.stores.published, putOnce: async (key, ...rest) => {
      if (key.startsWith('audit/checkpoints/')) throw new Error('killed');
      await record.stores.published.putOnce(key, ...rest);
    } } }, on('2026-03-03')).catch((error: Error) => error.message);
    expect(orphan).toBe('killed');
    expect(await published(checkpointFile('2026-03-03'))).toBeUndefined();
    await deed('year/2026');
    await write('2026-03-03');
    expect((await allCheckpoints(record.stores.publication)).map(checkpointText)).toEqual(
      await Promise.all(['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => published(checkpointFile(day)))),
    );
  });

  test('by two at once is one, and both answer it', async () => {
    await deed('year/2026');
    const both = await Promise.all([write('2026-03-04'), write('2026-03-04')]);
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).toMatchObject({ number: 4 });
  });

  test('is not written if nothing was entered since the one before, which says it all', async () => {
    expect(await write('2026-03-05')).toMatchObject({ date: '2026-03-04' });
    expect(await published(checkpointFile('2026-03-05'))).toBeUndefined();
    await deed('year/2026');
    expect(await write('2026-03-06')).toMatchObject({ number: 5, previous: { date: '2026-03-04' } });
  });

  test('for a day that is over is not made up afterwards', async () => {
    expect(await write('2026-02-20')).toMatchObject({ date: '2026-03-06' });
    expect(await published(checkpointFile('2026-02-20'))).toBeUndefined();
    expect(await write('2026-03-04')).toMatchObject({ date: '2026-03-04', number: 4 });
  });
});
