import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTrail } from '../../../shared/audit/trail.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import { person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { expectSoundTrail } from '../../support/trail.ts';
import { layDispatched, loseTarget, upload } from '../draw/losses-scene.ts';
import { codeOf, LEAD, must, operator } from '../draw/scene.ts';

const BATCH = 'batch-2026-001';
const AT = '2026-03-26T09:00:00+08:00';
/** Head of the lead department and one of its handlers at once. */
const both = person('head', LEAD, { sub: 'both', name: '身兼两职', roles: ['head', 'operator'] });
let record: TestRecord;
let form: Form;

beforeAll(async () => {
  record = await openRecord();
  form = (await layDispatched(record.stores, BATCH, { reserve: 1 }))[0] as Form;
}, 60_000);
afterAll(() => record.close());

const uploadsIn = async () => (await readTrail(record.stores.lifecycle, `inspection/${form.inspectionId}`, { limit: 100 })).entries.filter(({ action }) => action === 'inspection.evidence');

describe('a target given up as gone', { timeout: 60_000 }, () => {
  test('[GY-1] who is given an address for a piece of evidence is in the trail, once for each person and piece', async () => {
    await upload(record.stores, form, '闭店照片', both);
    await upload(record.stores, form, '闭店照片', both);
    expect((await uploadsIn()).map(({ actor, after }) => [actor, after])).toEqual([[expect.objectContaining({ sub: 'both' }), expect.objectContaining({ name: '照片.txt', by: { sub: 'both', name: '身兼两职' } })]]);
  });

  test('[BY-3] [BY-6] is never one person’s word: a head who uploaded the evidence alone is refused, and changes nothing', async () => {
    const own = await upload(record.stores, form, '闭店照片', both);
    const others = await upload(record.stores, form, '邻居证言');
    expect(await codeOf(loseTarget(record.stores, form, AT, { evidence: [own] }, both))).toBe('loss-evidence-own');
    expect(await loseTarget(record.stores, form, AT, { evidence: [others, own] }, both)).toMatchObject({ ok: false, error: { code: 'loss-evidence-own', pointer: '/evidence/1', facts: { sha256: own.sha256 } } });
    expect(await record.stores.lifecycle.get({ pk: `BATCH#${BATCH}`, sk: `FORM#${form.targetId}` })).toMatchObject({ stage: 'noticed', version: form.version });
  });

  test('[BY-3] is recorded by the same head on the same evidence once another of those who were there has brought it too', async () => {
    const evidence = [await upload(record.stores, form, '闭店照片', operator)];
    expect((await must(loseTarget(record.stores, form, AT, { evidence }, both))).value).toMatchObject({ stage: 'lost', loss: { code: '05', by: '身兼两职' } });
    expect(await uploadsIn()).toHaveLength(3);
    await expectSoundTrail(record.stores.lifecycle, `inspection/${form.inspectionId}`);
  });
});
