import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveVoid } from '../../../shared/draw/ceremony/approve-void.ts';
import { closeCommitments } from '../../../shared/draw/ceremony/close-commitments.ts';
import { closeReveals } from '../../../shared/draw/ceremony/close-reveals.ts';
import { composeVoid } from '../../../shared/draw/ceremony/compose-void.ts';
import { listPublicAttempts } from '../../../shared/draw/record/draw-projection-store.ts';
import { matchInspectors } from '../../../shared/draw/drawing/match-inspectors.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { publishVoid } from '../../../shared/draw/ceremony/publish-void.ts';
import { readAttempt } from '../../../shared/draw/record/attempt-store.ts';
import { resolveShortage } from '../../../shared/draw/drawing/resolve-shortage.ts';
import { signVoid } from '../../../shared/draw/ceremony/sign-void.ts';
import { readUnsigned } from '../../../shared/draw/ceremony/void-rules.ts';
import { signVoid as signRecord } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anOfficer } from '../../support/registry-samples.ts';
import {
  anEntry, aScheme, AT, by, byStep, codeOf, commitAs, conference, currentOf, draw, drawAll, frameNo, freeze, holdCeremony, layDirectories, layPrepared, LEAD, must, officer, OTHER, PARTICIPANTS, revealAs,
  senderOf, setKey, signerOf,
} from './scene.ts';
import { verdict } from './verdict.ts';

const AFTER = '2026-03-24T18:00:00+08:00';
const NEXT = { freeze: '2026-03-25T09:00:00+08:00', commit: '2026-03-25T10:00:00+08:00', reveal: '2026-03-25T18:00:00+08:00' } as const;
const REASON = '一方未按时揭示随机数，本次抽取作废';
let record: TestRecord;
const step = (now: string) => ({ stores: record.stores, profile: guangyuan, act: byStep('step', now) });
const office = (now: string = AFTER) => ({ stores: record.stores, profile: guangyuan, act: by(conference, now) });

const sign = async (batchId: string, id: string) => {
  const text = (await currentOf(record.stores, batchId)).voiding?.record ?? '';
  const signature = signRecord(nodeCrypto, 'SHA-256', readUnsigned(text), signerOf(id));
  return codeOf(signVoid({ stores: record.stores, act: by(senderOf(id), AFTER) }, { batchId, signature }));
};

beforeAll(async () => {
  record = await openRecord();
  await layDirectories(record.stores, 120);
  await setKey(record.stores);
}, 60_000);
afterAll(() => record.close());

describe('an attempt that somebody did not reveal for', { timeout: 60_000 }, () => {
  const batchId = 'batch-2026-001';

  test('[BY-2] [SM-7] is void, naming who failed, and waits for the conference office to approve', async () => {
    const { stores } = record;
    await layPrepared(stores, batchId, anEntry({ targets: frameNo(1) }));
    await must(freeze(stores, batchId));
    for (const id of PARTICIPANTS) await must(commitAs(stores, batchId, id));
    await must(closeCommitments(step(AT.commit), batchId));
    for (const id of ['dept-01', 'office']) await must(revealAs(stores, batchId, id));
    for (let i = 0; i < 2; i += 1) expect((await must(closeReveals(step(AT.revealBy), batchId))).value).toEqual({ outcome: 'void' });
    expect((await currentOf(stores, batchId)).voiding).toMatchObject({ cause: 'reveals', failed: [{ id: 'notary', what: 'reveal' }], approved: false });
    expect(await codeOf(composeVoid(step(AFTER), batchId))).toBe('void-not-approved');
    expect(await codeOf(publishVoid(step(AFTER), batchId))).toBe('void-not-approved');
    const early = { id: 'office', sig: '0'.repeat(128) };
    expect(await codeOf(signVoid({ stores, act: by(senderOf('office'), AFTER) }, { batchId, signature: early }))).toBe('void-not-composed');
  });

  test('[BY-2] is signed by those who did not fail, and by nobody else', async () => {
    const { stores } = record;
    await must(approveVoid(office(), { batchId, reason: REASON }));
    expect(await codeOf(approveVoid(office(), { batchId, reason: REASON }))).toBe('void-approved');
    const first = await must(composeVoid(step(AFTER), batchId));
    expect((await must(composeVoid(step('2026-03-24T19:00:00+08:00'), batchId))).value).toEqual(first.value);
    expect((await currentOf(stores, batchId)).awaited).toEqual(['dept-01', 'office']);
    expect(await sign(batchId, 'notary')).toBe('void-signer-failed');
    expect(await codeOf(publishVoid(step(AFTER), batchId))).toBe('void-unsigned');
    const wrong = { id: 'office', sig: '0'.repeat(128) };
    expect(await codeOf(signVoid({ stores, act: by(senderOf('office'), AFTER) }, { batchId, signature: wrong }))).toBe('signature-wrong');
    for (const id of ['office', 'dept-01', 'office']) expect(await sign(batchId, id)).toBe('accepted');
  });

  test('[BY-2] is published beside its manifest, and its hash is the prev of the next attempt', async () => {
    const { stores } = record;
    const first = await must(publishVoid(step(AFTER), batchId));
    expect((await must(publishVoid(step(NEXT.freeze), batchId))).value).toEqual(first.value);
    expect(await verdict(stores, batchId, 1)).toMatch(/^PASS/);
    expect((await must(freeze(stores, batchId, NEXT.freeze))).value.drawNo).toBe(2);
    expect((await must(freeze(stores, batchId, NEXT.commit))).value.drawNo).toBe(2);
    const second = await currentOf(stores, batchId);
    expect(second).toMatchObject({ prev: first.value.voidHash, commitBy: '2026-03-25T17:00:00+08:00', revealBy: '2026-03-26T17:00:00+08:00' });
  });

  test('[BY-2] [GY-12] [SM-7] is followed by an attempt that finishes; both stay in the public list', async () => {
    const { stores } = record;
    await holdCeremony(stores, batchId, NEXT);
    await must(draw(stores, batchId, NEXT.reveal));
    await must(matchInspectors(step(NEXT.reveal), batchId));
    await must(publishDraw(step(NEXT.reveal), batchId));
    expect(await verdict(stores, batchId, 2, 'witness')).toMatch(/^PASS/);
    const listed = (await listPublicAttempts(stores.publication)).filter(({ planId }) => planId === batchId);
    expect(listed.map(({ drawNo, state, reason, failed }) => ({ drawNo, state, reason, failed }))).toEqual([
      { drawNo: 1, state: 'void', reason: REASON, failed: [{ id: 'notary', what: 'reveal' }] },
      { drawNo: 2, state: 'published', reason: undefined, failed: undefined },
    ]);
  });
});

describe('an attempt that somebody did not commit to', { timeout: 60_000 }, () => {
  test('[BY-2] is void too, with one signature where only one is left', async () => {
    const { stores } = record;
    const batchId = 'batch-2026-002';
    await layPrepared(stores, batchId, anEntry({ targets: frameNo(2) }));
    await must(freeze(stores, batchId));
    await must(commitAs(stores, batchId, 'notary'));
    for (let i = 0; i < 2; i += 1) expect((await must(closeCommitments(step(AT.commitBy), batchId))).value).toEqual({ outcome: 'void' });
    expect(await codeOf(commitAs(stores, batchId, 'office', AFTER))).toBe('commitment-late');
    await must(approveVoid(office(), { batchId, reason: REASON }));
    await must(composeVoid(step(AFTER), batchId));
    expect(await sign(batchId, 'notary')).toBe('accepted');
    await must(publishVoid(step(AFTER), batchId));
    expect(await verdict(stores, batchId, 1)).toMatch(/^PASS/);
    const record1 = await readAttempt(stores, batchId, 1);
    expect(record1).toMatchObject({ stage: 'void', failed: [{ id: 'dept-01', what: 'commit' }, { id: 'office', what: 'commit' }] });
  });
});

describe('an attempt short of inspectors', { timeout: 60_000 }, () => {
  const batchId = 'batch-2026-003';
  // Nobody of department 02 is versed in this at first.
  const specialty = '特种设备';
  const given = aScheme({ departments: [{ code: LEAD, seats: 2 }, { code: OTHER, seats: 2, specialty }] });

  test('[BY-4] says before the draw what may be short, and after it which qualification is short and by how many', async () => {
    const { stores } = record;
    await layPrepared(stores, batchId, anEntry({ targets: frameNo(3) }), given);
    expect((await drawAll(stores, batchId)).value).toEqual({ outcome: 'short' });
    expect((await must(matchInspectors(step(AT.draw), batchId))).value).toEqual({ outcome: 'short' });
    const { forecast, shortages, quota } = await currentOf(stores, batchId);
    expect(forecast.map(({ department, short }) => department === OTHER && short > 0)).toEqual([true, true]);
    expect(shortages).toHaveLength(1);
    expect(shortages[0]).toMatchObject({ department: OTHER, specialty, visits: quota, seats: quota * 2, officers: 0, usable: 0, short: quota * 2 });
    expect(shortages[0]?.zh).toContain(`缺 ${quota * 2} 人次`);
    expect(await codeOf(publishDraw(step(AT.draw), batchId))).toBe('draw-incomplete');
  });

  test('[BY-2] cannot be drawn again while the directory is as it was', async () => {
    expect(await codeOf(resolveShortage(office(), { batchId, reason: '请求重新抽取一次' }))).toBe('directory-unchanged');
    expect((await currentOf(record.stores, batchId)).stage).toBe('short');
  });

  test('[BY-2] [BY-4] is void with its discarded transcript published, and the next attempt finds inspectors', async () => {
    const { stores } = record;
    await must(stores.transact([11, 12, 13].map((n) => officer(stores, anOfficer(OTHER, n, { specialties: [specialty] })))));
    await must(resolveShortage(office(), { batchId, reason: '消防支队已补充三名特种设备检查人员' }));
    expect(await codeOf(resolveShortage(office(), { batchId, reason: '消防支队已补充三名特种设备检查人员' }))).toBe('shortage-none');
    await must(approveVoid(office(), { batchId, reason: '检查人员不足，本次抽取结果作废' }));
    await must(composeVoid(step(AFTER), batchId));
    for (const id of PARTICIPANTS) expect(await sign(batchId, id)).toBe('accepted');
    await must(publishVoid(step(AFTER), batchId));
    expect(await stores.published.head(`draws/${batchId}/1/transcript.json`)).toBeDefined();
    expect(await verdict(stores, batchId, 1)).toMatch(/^PASS/);

    await must(freeze(stores, batchId, NEXT.freeze));
    expect((await currentOf(stores, batchId)).forecast).toEqual([]);
    await holdCeremony(stores, batchId, NEXT);
    await must(draw(stores, batchId, NEXT.reveal));
    expect((await must(matchInspectors(step(NEXT.reveal), batchId))).value).toEqual({ outcome: 'complete' });
    await must(publishDraw(step(NEXT.reveal), batchId));
    expect(await verdict(stores, batchId, 2, 'witness')).toMatch(/^PASS/);
  });
});
