import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findReceipt } from '../../../shared/audit/idempotency.ts';
import { closeCommitments } from '../../../shared/draw/ceremony/close-commitments.ts';
import { closeReveals } from '../../../shared/draw/ceremony/close-reveals.ts';
import type { SignedMessage } from '../../../shared/draw/record/fields.ts';
import { readAttempt } from '../../../shared/draw/record/attempt-store.ts';
import { sendCommitment, sendReveal } from '../../../shared/draw/ceremony/send-to-ceremony.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import {
  anEntry, AT, by, byStep, codeOf, commitAs, commitmentOf, currentOf, frameNo, freeze, LEAD, layDirectories, layPrepared, must, operator, PARTICIPANTS, revealAs, revealOf, senderOf, setKey,
} from './scene.ts';

const BATCH = 'batch-2026-001';
let record: TestRecord;
const step = (now: string) => ({ stores: record.stores, profile: guangyuan, act: byStep('close', now) });
const commit = (message: SignedMessage, actor = senderOf(message.id), now: string = AT.commit) =>
  codeOf(sendCommitment({ stores: record.stores, act: by(actor, now) }, { batchId: BATCH, message }));
const reveal = (message: SignedMessage, actor = senderOf(message.id), now: string = AT.reveal) =>
  codeOf(sendReveal({ stores: record.stores, act: by(actor, now) }, { batchId: BATCH, message }));
const stored = () => readAttempt(record.stores, BATCH, 1);

/** The code, once it is sure that nothing changed. */
const refusedWithoutTrace = async (send: () => Promise<string>): Promise<string> => {
  const before = await stored();
  const code = await send();
  expect(await stored()).toEqual(before);
  return code;
};

beforeAll(async () => {
  record = await openRecord();
  await layDirectories(record.stores, 60);
  await setKey(record.stores);
  await layPrepared(record.stores, BATCH, anEntry({ targets: frameNo(1) }));
}, 60_000);
afterAll(() => record.close());

describe('messages of the ceremony', { timeout: 60_000 }, () => {
  test('[GY-12] before the manifest is published nothing can be sent', async () => {
    expect(await commit(commitmentOf('0'.repeat(64), 'office'))).toBe('draw-not-open');
    await must(freeze(record.stores, BATCH));
  });

  test.each([
    ['participant-unknown', (M0: string) => commit({ ...commitmentOf(M0, 'office'), id: 'stranger' }, person('conference'))],
    ['not-participant-side', (M0: string) => commit(commitmentOf(M0, 'notary'), operator)],
    ['not-participant-side', (M0: string) => commit(commitmentOf(M0, 'dept-01'), person('operator', '02'))],
    ['signature-wrong', (M0: string) => commit({ ...commitmentOf(M0, 'office'), sig: commitmentOf(M0, 'notary').sig })],
    ['signature-wrong', (M0: string) => commit({ ...commitmentOf(M0, 'office'), value: 'f'.repeat(64) })],
    ['message-too-early', (M0: string) => commit(commitmentOf(M0, 'office'), senderOf('office'), AT.freeze)],
    ['commitment-late', (M0: string) => commit(commitmentOf(M0, 'office'), senderOf('office'), AT.commitBy)],
    ['reveal-before-close', (M0: string) => reveal(revealOf(M0, 'office'))],
  ] as const)('[GY-12] [BY-1] a wrong commitment is refused with %s and nothing changes', async (code, send) => {
    const { M0 } = await currentOf(record.stores, BATCH);
    expect(await refusedWithoutTrace(() => send(M0))).toBe(code);
  });

  test('[BY-1] the same commitment sent again is answered as the first time; another one of the same participant is refused', async () => {
    const { M0 } = await currentOf(record.stores, BATCH);
    expect(await commit(commitmentOf(M0, 'office'))).toBe('accepted');
    expect(await refusedWithoutTrace(() => commit(commitmentOf(M0, 'office')))).toBe('accepted');
    expect(await refusedWithoutTrace(() => commit({ ...commitmentOf(M0, 'office'), value: 'e'.repeat(64) }))).toBe('commitment-twice');
  });

  test('[GY-1] who hands in what lies there already has a receipt too, and is answered by it from then on', async () => {
    const { M0 } = await currentOf(record.stores, BATCH);
    const message = commitmentOf(M0, 'office');
    const sender = senderOf('office');
    const act = { ...by(sender, AT.commit), idempotency: { key: 'a colleague', request: 'the same' } };
    const send = () => sendCommitment({ stores: record.stores, act }, { batchId: BATCH, message });
    const first = await send();
    if (!first.ok) throw new Error(first.error.code);
    expect(await findReceipt(record.stores.lifecycle, sender.sub, 'a colleague')).toEqual({ request: 'the same', after: JSON.parse(JSON.stringify(first.value)) });
    expect(await codeOf(send())).toBe('already-done');
  });

  test('[GY-12] commitments are not closed while one is missing and time is left', async () => {
    expect(await refusedWithoutTrace(() => codeOf(closeCommitments(step(AT.commit), BATCH)))).toBe('commitments-open');
  });

  test('[BY-1] three commitments sent at once are all kept', async () => {
    const codes = await Promise.all(PARTICIPANTS.map((id) => codeOf(commitAs(record.stores, BATCH, id))));
    expect(codes).toEqual(['accepted', 'accepted', 'accepted']);
    expect((await stored()).commitments.map(({ id }) => id).sort()).toEqual(PARTICIPANTS.toSorted());
    await must(closeCommitments(step(AT.commitBy), BATCH));
  });

  test.each([
    ['reveal-does-not-open', (M1: string) => reveal({ ...revealOf(M1, 'office'), value: 'f'.repeat(64) })],
    ['signature-wrong', (M1: string) => reveal({ ...revealOf(M1, 'office'), sig: revealOf('0'.repeat(64), 'office').sig })],
    ['not-participant-side', (M1: string) => reveal(revealOf(M1, 'office'), person('operator', LEAD))],
    ['message-too-early', (M1: string) => reveal(revealOf(M1, 'office'), senderOf('office'), AT.commit)],
    ['reveal-late', (M1: string) => reveal(revealOf(M1, 'office'), senderOf('office'), AT.revealBy)],
  ] as const)('[BY-1] a wrong reveal is refused with %s and nothing changes', async (code, send) => {
    const { M1 = '' } = await currentOf(record.stores, BATCH);
    expect(await refusedWithoutTrace(() => send(M1))).toBe(code);
  });

  test('[BY-1] the seed exists only after every reveal, and a reveal repeated changes nothing', async () => {
    for (const id of PARTICIPANTS.slice(0, 2)) expect(await codeOf(revealAs(record.stores, BATCH, id))).toBe('accepted');
    expect(await refusedWithoutTrace(() => codeOf(closeReveals(step(AT.reveal), BATCH)))).toBe('reveals-open');
    expect((await currentOf(record.stores, BATCH)).seed).toBeUndefined();
    await must(revealAs(record.stores, BATCH, 'notary'));
    expect(await refusedWithoutTrace(() => codeOf(revealAs(record.stores, BATCH, 'notary')))).toBe('accepted');
    await must(closeReveals(step(AT.reveal), BATCH));
    expect((await currentOf(record.stores, BATCH)).seed).toMatch(/^[0-9a-f]{64}$/);
  });
});
