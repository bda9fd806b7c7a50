import { describe, expect, test } from 'vitest';
import { instant } from '../../../shared/kernel/instant.ts';
import { checkCommitment, checkReveal, circleOf } from '../../../shared/lottery/ceremony/ceremony-check.ts';
import { checkVoidRecord } from '../../../shared/lottery/ceremony/check-void.ts';
import { closeCommitments, closeReveals } from '../../../shared/lottery/ceremony/close-ceremony.ts';
import { checkVoidSignature, draftVoidRecord, sealVoidRecord } from '../../../shared/lottery/ceremony/draft-void.ts';
import { manifestHash, manifestText } from '../../../shared/lottery/manifest/manifest.ts';
import { mayCommit, mayReveal, signCommitment, signReveal, signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { transcriptHash, transcriptText } from '../../../shared/lottery/transcript/transcript.ts';
import type { UnsignedVoidRecord, VoidRecord } from '../../../shared/lottery/types.ts';
import { voidHash, voidText } from '../../../shared/lottery/ceremony/void-record.ts';
import { must, sha256 } from './example.ts';
import { failedSteps, overall, uncheckedNames, verifyFiles } from './memory-source.ts';
import { manifestOf, rehearseDraw, secretOf, SIGNERS } from './rehearse-draw.ts';

const manifest = manifestOf({});
const M0 = manifestHash(sha256, manifest);
const circle = circleOf(manifest, M0);
const commitments = SIGNERS.map((who, i) => signCommitment(nodeCrypto, 'SHA-256', M0, who, secretOf(i)));
const { M1 } = must(closeCommitments(sha256, manifest, commitments));
const reveals = SIGNERS.map((who, i) => signReveal(nodeCrypto, M1, who, secretOf(i)));
const [office, lead, notary] = SIGNERS as [(typeof SIGNERS)[0], (typeof SIGNERS)[0], (typeof SIGNERS)[0]];

/** The notary did not reveal. */
const unsigned: UnsignedVoidRecord = {
  planId: manifest.planId, drawNo: 1, M0, M1, at: instant('2026-03-01T11:00:00+08:00'), failed: [{ id: 'notary', what: 'reveal' }], reason: 'no reveal by the deadline',
  received: { commitments, reveals: reveals.slice(0, 2) }, approvedBy: 'conference-office',
};
const signed = (record: UnsignedVoidRecord, who = [office, lead]): VoidRecord => ({ ...record, sigs: who.map((one) => signVoid(nodeCrypto, 'SHA-256', record, one)) });
const refusal = (record: VoidRecord): string => {
  const checked = checkVoidRecord(nodeCrypto, manifest, record);
  return checked.ok ? 'accepted' : checked.error;
};

describe('the ceremony', () => {
  test('[BY-1] takes each commitment once, from a participant, validly signed', () => {
    const [first] = commitments as [(typeof commitments)[0]];
    expect(checkCommitment(nodeCrypto, circle, [], first)).toEqual({ ok: true, value: first });
    expect(checkCommitment(nodeCrypto, circle, [first], first)).toEqual({ ok: false, error: 'already-committed' });
    expect(checkCommitment(nodeCrypto, circle, [], { ...first, id: 'stranger' })).toEqual({ ok: false, error: 'unknown-participant' });
    expect(checkCommitment(nodeCrypto, circle, [], { ...first, value: first.value.toUpperCase() })).toEqual({ ok: false, error: 'malformed' });
    expect(checkCommitment(nodeCrypto, circle, [], { ...first, id: 'notary' })).toEqual({ ok: false, error: 'bad-signature' });
  });

  test('[BY-1] takes a reveal only if it opens its own commitment, signed over M1', () => {
    const [first] = reveals as [(typeof reveals)[0]];
    const check = (before: typeof reveals, sent: typeof first, all = commitments) => {
      const checked = checkReveal(nodeCrypto, circle, { M1, commitments: all }, before, sent);
      return checked.ok ? 'accepted' : checked.error;
    };
    expect(check([], first)).toBe('accepted');
    expect(check([first], first)).toBe('already-revealed');
    expect(check([], first, commitments.slice(1))).toBe('not-committed');
    expect(check([], signReveal(nodeCrypto, M1, office, secretOf(9)))).toBe('does-not-open');
    expect(check([], signReveal(nodeCrypto, M0, office, secretOf(0)))).toBe('bad-signature');
  });

  test('a missing commitment or reveal voids the attempt and names who failed', () => {
    expect(closeCommitments(sha256, manifest, commitments.slice(1))).toEqual({ ok: false, error: { reason: 'missing', failed: [{ id: 'conference-office', what: 'commit' }] } });
    expect(closeReveals(sha256, manifest, M1, reveals.slice(0, 2))).toEqual({ ok: false, error: { reason: 'missing', failed: [{ id: 'notary', what: 'reveal' }] } });
  });

  test('[BY-2] a participant commits once per attempt, reveals once, and knows the void before it commits again', () => {
    const fresh = { committed: new Map<string, string>(), revealed: new Set<string>(), voids: new Set<string>() };
    expect(mayCommit(fresh, manifest).ok).toBe(true);
    const after = { ...fresh, committed: new Map([[must(mayCommit(fresh, manifest)), M0]]) };
    expect(mayCommit(after, { ...manifest, beta: 9 })).toEqual({ ok: false, error: 'already-committed' });
    expect([mayReveal(fresh, M0), mayReveal(after, M0), mayReveal({ ...after, revealed: new Set([M0]) }, M0)].map((one) => (one.ok ? 'yes' : one.error))).toEqual(['not-committed', 'yes', 'already-revealed']);
    const second = manifestOf({ drawNo: 2, prev: voidHash(sha256, signed(unsigned)) });
    expect(mayCommit(after, second)).toEqual({ ok: false, error: 'unknown-previous' });
    expect(mayCommit({ ...after, voids: new Set([second.prev]) }, second).ok).toBe(true);
  });
});

describe('a void record', () => {
  test('[BY-2] is accepted if it names the missing, and those who did not fail signed it', () => {
    expect(refusal(signed(unsigned))).toBe('accepted');
    const commitsMissing: UnsignedVoidRecord = { ...unsigned, failed: [{ id: 'lead-department', what: 'commit' }, { id: 'notary', what: 'commit' }], received: { commitments: commitments.slice(0, 1), reveals: [] } };
    const { M1: _, ...withoutM1 } = commitsMissing;
    expect(refusal(signed(withoutM1, [office]))).toBe('accepted');
    expect(refusal(signed(commitsMissing, [office]))).toBe('M1-differs');
  });

  test('[BY-2] is drafted from what was received, and takes signatures of those who did not fail', () => {
    const draft = draftVoidRecord(sha256, { manifest, received: { commitments: commitments.toReversed(), reveals: reveals.slice(0, 2).toReversed() }, at: unsigned.at, reason: unsigned.reason, approvedBy: unsigned.approvedBy });
    expect(draft).toEqual(unsigned);
    const check = (who: (typeof SIGNERS)[0], over = draft) => {
      const checked = checkVoidSignature(nodeCrypto, manifest, draft, signVoid(nodeCrypto, 'SHA-256', over, who));
      return checked.ok ? 'accepted' : checked.error;
    };
    expect([check(lead), check(notary), check(lead, { ...draft, reason: 'x' }), check({ ...lead, id: 'stranger' })]).toEqual(['accepted', 'failed-participant', 'bad-signature', 'unknown-participant']);
    expect(refusal(sealVoidRecord(draft, signed(draft).sigs.toReversed()))).toBe('accepted');
  });

  test('[BY-2] is refused where the operator bends it', () => {
    expect(refusal(signed({ ...unsigned, failed: [{ id: 'lead-department', what: 'reveal' }] }, [office, notary]))).toBe('failed-not-the-missing');
    expect(refusal(signed({ ...unsigned, received: { commitments, reveals } }))).toBe('failed-not-the-missing');
    expect(refusal(signed(unsigned, [office]))).toBe('too-few-signatures');
    expect(refusal(signed(unsigned, [office, notary]))).toBe('bad-signature');
    expect(refusal({ ...signed(unsigned), reason: 'another' })).toBe('bad-signature');
    expect(refusal(signed({ ...unsigned, drawNo: 2 }))).toBe('not-this-attempt');
    expect(refusal(signed({ ...unsigned, received: { commitments, reveals: [reveals[0], { ...reveals[1], value: secretOf(5) }] as typeof reveals } }))).toBe('bad-reveal');
  });
});

describe('attempts in a row', () => {
  const record = signed(unsigned);
  const second = rehearseDraw({ drawNo: 2, prev: voidHash(sha256, record) });
  const beside = { '../1/manifest.json': manifestText(manifest), '../1/void.json': voidText(record) };

  test('[BY-2] a second attempt leads back to the void of the first', async () => {
    const report = await verifyFiles({ ...second.files, ...beside });
    expect([failedSteps(report), uncheckedNames(report)]).toEqual([[], ['completeness of events', 'verify.mjs', 'who attests the times']]);
    expect(overall(report)).toContain('PASS, unchecked:');
  });

  test('[BY-2] a first attempt that is gone is unchecked, a changed or forged one fails', async () => {
    expect(uncheckedNames(await verifyFiles(second.files))).toContain('attempt 1');
    const other = signed({ ...unsigned, reason: 'another reason' });
    expect(failedSteps(await verifyFiles({ ...second.files, ...beside, '../1/void.json': voidText(other) }))).toEqual([0]);
    const forged: VoidRecord = { ...record, sigs: record.sigs.slice(0, 1) };
    const onForged = rehearseDraw({ drawNo: 2, prev: voidHash(sha256, forged) });
    expect(failedSteps(await verifyFiles({ ...onForged.files, ...beside, '../1/void.json': voidText(forged) }))).toEqual([1]);
  });

  test('[BY-2] the voided attempt itself can be checked at its own address', async () => {
    const { files } = rehearseDraw();
    const report = await verifyFiles({ ...files, 'transcript.json': null, 'void.json': voidText(record) });
    expect([failedSteps(report), report.subject]).toEqual([[], 'memory: plan 310100-2026-001, attempt 1, voided']);
  });

  test('[BY-2] a draw voided after it was determined carries the discarded transcript', async () => {
    const { files, transcript } = rehearseDraw();
    const discarding = signed({ ...unsigned, failed: [], reason: 'wrong directory', received: { commitments, reveals }, discarded: transcriptHash(sha256, transcript) }, [office, lead, notary]);
    expect(failedSteps(await verifyFiles({ ...files, 'void.json': voidText(discarding) }))).toEqual([]);
    expect(failedSteps(await verifyFiles({ ...files, 'void.json': voidText(record) }))).toEqual([0]);
  });
});

describe('an operator who cheats', () => {
  const { files, transcript } = rehearseDraw();
  const steps = async (change: Partial<typeof transcript>): Promise<readonly number[]> =>
    failedSteps(await verifyFiles({ ...files, 'transcript.json': transcriptText({ ...transcript, ...change }) }));

  test('[BY-1] invents a reveal, drops one, or edits a time: each is caught in step 1', async () => {
    const [first, ...others] = transcript.reveals as [(typeof transcript.reveals)[0], ...typeof transcript.reveals];
    expect(await steps({ reveals: [{ ...first, value: secretOf(8) }, ...others] })).toContain(1);
    expect(await steps({ reveals: others, missing: [first.id] })).toContain(1);
    for (const [time, value] of [['manifest', '2026-03-01T09:31:00+08:00'], ['commitmentsClosed', '2026-03-01T10:00:01+08:00'], ['revealsClosed', '2026-03-01T09:30:00+08:00'], ['drawn', '2026-03-01T10:29:59+08:00']] as const) {
      expect(await steps({ times: { ...transcript.times, [time]: instant(value) } })).toEqual([1]);
    }
  });

  test('runs the same honest draw under SM3 and passes', async () => {
    const sm3 = rehearseDraw({ suite: 'SM3' });
    expect(failedSteps(await verifyFiles(sm3.files))).toEqual([]);
    expect(sm3.transcript.M0).not.toBe(transcript.M0);
    expect(failedSteps(await verifyFiles({ ...sm3.files, 'witness/secret.txt': null }))).toEqual([]);
  });
});
