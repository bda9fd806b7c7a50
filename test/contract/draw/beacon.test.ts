import { beforeAll, describe, expect, test } from 'vitest';
import { readTrail } from '../../../shared/audit/trail.ts';
import { approveVoid } from '../../../shared/draw/ceremony/approve-void.ts';
import { closeCommitments } from '../../../shared/draw/ceremony/close-commitments.ts';
import { closeReceipts } from '../../../shared/draw/ceremony/close-receipts.ts';
import { closeReveals } from '../../../shared/draw/ceremony/close-reveals.ts';
import { composeVoid } from '../../../shared/draw/ceremony/compose-void.ts';
import { listPublicAttempts } from '../../../shared/draw/record/draw-projection-store.ts';
import { readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { handInBeacon } from '../../../shared/draw/ceremony/hand-in-beacon.ts';
import { matchInspectors } from '../../../shared/draw/drawing/match-inspectors.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { publishVoid } from '../../../shared/draw/ceremony/publish-void.ts';
import { sendReceipt } from '../../../shared/draw/ceremony/send-to-ceremony.ts';
import { signVoid } from '../../../shared/draw/ceremony/sign-void.ts';
import { enterScheme } from '../../../shared/draw/freezing/enter-scheme.ts';
import { readUnsigned } from '../../../shared/draw/ceremony/void-rules.ts';
import type { Person } from '../../../shared/identity/actor.ts';
import { addSeconds, instant } from '../../../shared/kernel/instant.ts';
import { signReceipt, signVoid as signRecord } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { scheme } from '../../../shared/plan/scheme.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { openMemoryRecord, type MemoryRecord } from '../../support/memory-record.ts';
import { person } from '../../support/people.ts';
import { IN_APRIL, IN_APRIL_AT, RECORDED } from '../../support/quicknet-rounds.ts';
import {
  anEntry, aScheme, AT, batchOf, by, byStep, codeOf, commitAs, currentOf, draw, frameNo, freeze, layBatch, layDirectories, layPrepared, must, operator, PARTICIPANTS, revealAs, senderOf, setKey,
  signerOf,
} from './scene.ts';
import { verdict } from './verdict.ts';

/** A ceremony around the recorded round of 21 April 2026. */
const ON = { freeze: '2026-04-20T09:00:00+08:00', commit: '2026-04-20T10:00:00+08:00', reveal: '2026-04-20T18:00:00+08:00', revealBy: '2026-04-21T12:00:00+08:00', receipt: '2026-04-21T14:00:00+08:00', after: '2026-04-21T16:40:00+08:00' };
const withBeacon = (at: string = IN_APRIL_AT) => {
  const { ceremony } = aScheme();
  return aScheme({ ceremony: scheme.shape.ceremony.parse({ ...ceremony, commitBy: '2026-04-20T17:00:00+08:00', revealBy: ON.revealBy, beacon: { type: 'drand-quicknet', at } }) });
};
const ROUND = { type: 'drand-quicknet', round: IN_APRIL.round, signature: IN_APRIL.signature } as const;

let record: MemoryRecord;
const step = (now: string) => ({ stores: record.stores, profile: guangyuan, act: byStep('close', now) });
const receiptAs = async (batchId: string, id: string, now: string = ON.receipt, key = id) => {
  const { M2 = '' } = await currentOf(record.stores, batchId);
  return codeOf(sendReceipt({ stores: record.stores, act: by(senderOf(id), now) }, { batchId, message: { ...signReceipt(nodeCrypto, M2, { ...signerOf(key), id }) } }));
};
const handIn = (batchId: string, round: Parameters<typeof handInBeacon>[1]['round'], now: string = ON.after, who: Person = person('administrator')) =>
  codeOf(handInBeacon({ stores: record.stores, act: by(who, now) }, { batchId, round }));
const shown = async (batchId: string) => (await listPublicAttempts(record.stores.publication)).filter(({ planId }) => planId === batchId);

/** Freezes, and lets `revealing` reveal; the reveals are closed at their deadline. */
const upToReveals = async (batchId: string, n: number, revealing: readonly string[]) => {
  await layPrepared(record.stores, batchId, anEntry({ targets: frameNo(n) }), withBeacon());
  await must(freeze(record.stores, batchId, ON.freeze));
  for (const id of PARTICIPANTS) await must(commitAs(record.stores, batchId, id, ON.commit));
  await must(closeCommitments(step(ON.commit), batchId));
  for (const id of revealing) await must(revealAs(record.stores, batchId, id, ON.reveal));
  return must(closeReveals(step(ON.revealBy), batchId));
};

beforeAll(async () => {
  record = openMemoryRecord();
  await layDirectories(record.stores);
  await setKey(record.stores);
}, 60_000);

describe('a draw with a round of public randomness', { timeout: 60_000 }, () => {
  const batchId = 'batch-2026-001';

  test('[GY-11] is chosen in the scheme, with an hour for the receipts at least', async () => {
    await layBatch(record.stores, 'batch-2026-009', anEntry({ targets: frameNo(9) }));
    const enter = (at: string) => enterScheme({ stores: record.stores, profile: guangyuan, act: by(operator, AT.scheme) }, { batchId: 'batch-2026-009', scheme: withBeacon(at) });
    const early = await enter('2026-04-21T12:59:59+08:00');
    expect(early.ok ? [] : early.error.errors?.map(({ pointer }) => pointer)).toEqual(['/ceremony/beacon/at']);
    const late = await enter('2026-06-01T00:00:00+08:00');
    expect(late.ok ? [] : late.error.errors?.map(({ pointer }) => pointer)).toEqual(['/ceremony/beacon/at']);
    expect(await codeOf(enter('2026-04-21T13:00:00+08:00'))).toBe('accepted');
  });

  test('[BY-1] leaves out who does not reveal in time, and publishes M2 before the round exists', async () => {
    expect((await upToReveals(batchId, 1, ['dept-01', 'office'])).value).toEqual({ outcome: 'receipts' });
    expect((await must(closeReveals(step(ON.receipt), batchId))).value).toEqual({ outcome: 'receipts' });
    const current = await currentOf(record.stores, batchId);
    expect(current).toMatchObject({ stage: 'receipting', beacons: [{ type: 'drand-quicknet', round: IN_APRIL.round }], receiptBy: IN_APRIL_AT, awaited: ['dept-01', 'office'] });
    expect([current.seed, typeof current.M2]).toEqual([undefined, 'string']);
    expect(await shown(batchId)).toMatchObject([{ state: 'open', M2: current.M2, M1: current.M1, beacons: current.beacons, beaconAt: IN_APRIL_AT }]);
  });

  test('[BY-1] takes a receipt from each who revealed, once, before the round', async () => {
    expect(await receiptAs(batchId, 'notary')).toBe('receipt-without-reveal');
    expect(await receiptAs(batchId, 'office', ON.receipt, 'notary')).toBe('signature-wrong');
    expect(await receiptAs(batchId, 'office', IN_APRIL_AT)).toBe('receipt-late');
    expect(await codeOf(closeReceipts(step(ON.receipt), batchId))).toBe('receipts-open');
    expect(await handIn(batchId, ROUND)).toBe('draw-not-open');
    for (const id of ['office', 'dept-01', 'office']) expect(await receiptAs(batchId, id, '2026-04-21T16:31:56+08:00')).toBe('accepted');
    for (let i = 0; i < 2; i += 1) expect((await must(closeReceipts(step(ON.receipt), batchId))).value).toEqual({ outcome: 'signed' });
  });

  test('[BY-1] takes the round from anyone who brings it, and no other number in its place', async () => {
    const { stores } = record;
    expect((await currentOf(stores, batchId)).stage).toBe('awaiting-beacon');
    expect(await handIn(batchId, ROUND, '2026-04-21T16:31:56+08:00')).toBe('beacon-too-early');
    expect(await handIn(batchId, { ...ROUND, round: ROUND.round + 1 })).toBe('beacon-unknown');
    expect(await handIn(batchId, { ...ROUND, signature: RECORDED[0].signature })).toBe('beacon-false');
    expect((await currentOf(stores, batchId)).seed).toBeUndefined();
    expect(await handIn(batchId, ROUND, ON.after, person('supervisor'))).toBe('accepted');
    expect(await handIn(batchId, ROUND)).toBe('accepted');
    const { entries } = await readTrail(stores.lifecycle, `batch/${batchId}`);
    expect(entries.filter(({ action }) => action === 'draw.beacon')).toHaveLength(1);
    expect((await must(closeReceipts(step(ON.after), batchId))).value).toEqual({ outcome: 'signed' });
  });

  test('[BY-1] is published with receipts and round, and verifies with nothing of its ceremony unchecked', async () => {
    const { stores } = record;
    await must(draw(stores, batchId, ON.after));
    await must(matchInspectors(step(ON.after), batchId));
    await must(publishDraw(step(ON.after), batchId));
    const transcript = await readTranscript(stores, { batchId, drawNo: 1 });
    expect(transcript).toMatchObject({ missing: ['notary'], receipts: [{ id: 'dept-01' }, { id: 'office' }], beacons: [{ ...IN_APRIL }] });
    const said = await verdict(stores, batchId, 1, 'witness');
    expect(said).toMatch(/^PASS/);
    expect(said).not.toContain('beacon');
    expect((await batchOf(stores, batchId)).stage).toBe('drawn');
    expect(await shown(batchId)).toMatchObject([{ state: 'published', M2: transcript.M2 }]);
  });
});

describe('a draw with a round of public randomness that comes to nothing', { timeout: 60_000 }, () => {
  const sign = async (batchId: string, id: string) => {
    const { voiding } = await currentOf(record.stores, batchId);
    const signature = signRecord(nodeCrypto, 'SHA-256', readUnsigned(voiding?.record ?? ''), signerOf(id));
    return codeOf(signVoid({ stores: record.stores, act: by(senderOf(id), ON.after) }, { batchId, signature }));
  };

  test('[BY-2] is void where one who revealed does not sign for it, by name; the next attempt has a round of its own', async () => {
    const { stores } = record;
    const batchId = 'batch-2026-002';
    await upToReveals(batchId, 2, PARTICIPANTS);
    for (const id of ['office', 'notary']) expect(await receiptAs(batchId, id)).toBe('accepted');
    for (let i = 0; i < 2; i += 1) expect((await must(closeReceipts(step(IN_APRIL_AT), batchId))).value).toEqual({ outcome: 'void' });
    expect((await must(closeReveals(step(ON.after), batchId))).value).toEqual({ outcome: 'receipts' });
    expect((await currentOf(stores, batchId)).voiding).toMatchObject({ cause: 'receipts', failed: [{ id: 'dept-01', what: 'receipt' }] });
    expect(await handIn(batchId, ROUND)).toBe('draw-not-open');
    await must(approveVoid({ stores, act: by(person('conference'), ON.after) }, { batchId, reason: '牵头部门未签收，按公布的规则作废。' }));
    await must(composeVoid(step(ON.after), batchId));
    expect(await sign(batchId, 'dept-01')).toBe('void-signer-failed');
    for (const id of ['office', 'notary']) expect(await sign(batchId, id)).toBe('accepted');
    await must(publishVoid(step(ON.after), batchId));
    expect(await verdict(stores, batchId, 1)).toMatch(/^PASS/);

    const again = '2026-04-22T09:00:00+08:00';
    await must(freeze(stores, batchId, again));
    const second = await currentOf(stores, batchId);
    // 8 hours for commitments, 19 for reveals, then as long as before to the round.
    expect([second.commitBy, second.revealBy]).toEqual([addSeconds(instant(again), 8 * 3600), addSeconds(instant(again), 27 * 3600)]);
    expect(second.beacons?.[0]?.round).toBe(IN_APRIL.round + 48 * 1200);
  });

  test('[BY-2] is void where fewer than two reveal', async () => {
    const batchId = 'batch-2026-003';
    expect((await upToReveals(batchId, 3, ['office'])).value).toEqual({ outcome: 'void' });
    expect((await currentOf(record.stores, batchId)).voiding).toMatchObject({ cause: 'reveals', failed: [{ id: 'dept-01', what: 'reveal' }, { id: 'notary', what: 'reveal' }] });
  });
});
