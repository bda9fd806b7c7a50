import { describe, expect, test } from 'vitest';
import { instant } from '../../../shared/kernel/instant.ts';
import { isSignatureOfRound } from '../../../shared/lottery/ceremony/beacon-signature.ts';
import { isOutputOfSignature, outputOf, roundAt, roundTimeMs, timeOfRound } from '../../../shared/lottery/manifest/beacon.ts';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { verifyBls } from '../../../shared/lottery/portable/bls.ts';
import type { Transcript } from '../../../shared/lottery/types.ts';
import { overall } from '../../../shared/lottery/verifier/report.ts';
import { verifyFiles, failedSteps, uncheckedNames } from './memory-source.ts';
import { rehearseDraw } from './rehearse-draw.ts';
import { IN_APRIL, IN_APRIL_AT, RECORDED } from '../../support/quicknet-rounds.ts';
import { sha256 } from './example.ts';

describe('rounds of the quicknet network, as recorded', () => {
  test('[BY-1] each is signed by the network, and its output is the hash of its signature', () => {
    expect(RECORDED.map((beacon) => isSignatureOfRound(sha256, beacon))).toEqual(RECORDED.map(() => true));
    expect(RECORDED.map((beacon) => isOutputOfSignature(sha256, beacon))).toEqual(RECORDED.map(() => true));
    expect(RECORDED.map(({ signature }) => outputOf(sha256, signature))).toEqual(RECORDED.map(({ output }) => output));
  });

  test('[BY-1] none stands for another round, and no other point for its signature', () => {
    const [first, second] = RECORDED;
    expect(isSignatureOfRound(sha256, { ...first, round: second.round })).toBe(false);
    expect(isSignatureOfRound(sha256, { ...first, signature: second.signature })).toBe(false);
    // The other root of the same x: a point of the group, and nobody's signature.
    expect(isSignatureOfRound(sha256, { ...first, signature: first.signature.replace(/^b4/, '94') })).toBe(false);
    const infinity = `c0${'0'.repeat(94)}`;
    const malformed = ['', 'zz', '00', first.signature.slice(2), `${first.signature}00`, first.signature.toUpperCase(), '0'.repeat(96), 'f'.repeat(96), infinity];
    expect(malformed.map((signature) => isSignatureOfRound(sha256, { ...first, signature }))).toEqual(malformed.map(() => false));
    expect([0, -1, 1.5, Number.NaN].map((round) => isSignatureOfRound(sha256, { ...first, round }))).toEqual([false, false, false, false]);
  });

  test('[BY-1] another network, domain or key is not this one', () => {
    const [first] = RECORDED;
    expect(isSignatureOfRound(sha256, { ...first, type: 'drand-default' })).toBeNull();
    const message = sha256.bytes(Uint8Array.from([0, 0, 0, 0, 0, 0, 3, 232]));
    const key = '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a';
    expect(verifyBls(key, message, first.signature, 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_')).toBe(true);
    expect(verifyBls(key, message, first.signature, 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_')).toBe(false);
    expect(verifyBls(key.replace(/a$/, 'b'), message, first.signature, 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_')).toBe(false);
  });

  test('a moment has the first round at or after it', () => {
    expect(timeOfRound(IN_APRIL.round)).toBe(IN_APRIL_AT);
    expect(roundTimeMs(IN_APRIL)).toBe(Date.parse(IN_APRIL_AT));
    const at = (text: string): number => roundAt(instant(text));
    expect([at('2026-04-21T16:31:54+08:00'), at('2026-04-21T16:31:55+08:00'), at(IN_APRIL_AT), at('2026-04-21T16:31:58+08:00')]).toEqual([27_985_650, 27_985_651, 27_985_651, 27_985_652]);
    expect(at('2020-01-01T00:00:00+08:00')).toBe(1);
  });
});

describe('a draw with a round of public randomness', () => {
  const held = rehearseDraw({ beacons: [IN_APRIL], revealing: 2, drawn: '2026-04-21T16:40:00+08:00' });
  const bent = (change: (transcript: Transcript) => Transcript) => verifyFiles({ ...held.files, 'transcript.json': canonicalJson(change(held.transcript)) });

  test('[BY-1] passes with one reveal excluded; nothing of its ceremony is unchecked', async () => {
    const report = await verifyFiles(held.files);
    expect(failedSteps(report)).toEqual([]);
    expect(held.transcript.missing).toEqual(['notary']);
    expect(uncheckedNames(report)).not.toContain('signatures of the beacons');
    expect(report.steps[1]?.findings).toContainEqual({ status: 'PASS', what: 'signatures of the beacons', evidence: '1 are signed by their network' });
    expect(overall(report)).toMatch(/^PASS/);
  });

  test('[BY-1] a signature that is not the network’s fails in step 1 though output and seed follow from it', async () => {
    const forged = { ...IN_APRIL, signature: RECORDED[0].signature, output: RECORDED[0].output };
    const other = rehearseDraw({ beacons: [forged], revealing: 2, drawn: '2026-04-21T16:40:00+08:00' });
    const report = await verifyFiles(other.files);
    expect(failedSteps(report)).toEqual([1]);
    expect(overall(report)).toContain('drand-quicknet:27985651 is not signed by its network');
  });

  test('[BY-1] a missing receipt, a receipt of another, and a draw before its round fail in step 1', async () => {
    expect(failedSteps(await bent((transcript) => ({ ...transcript, receipts: transcript.receipts.slice(1) })))).toEqual([1]);
    expect(failedSteps(await bent((transcript) => ({ ...transcript, receipts: transcript.receipts.map(({ id }, i, all) => ({ id, sig: all[1 - i]?.sig ?? '' })) })))).toEqual([1]);
    expect(failedSteps(await bent((transcript) => ({ ...transcript, times: { ...transcript.times, drawn: instant('2026-04-21T16:31:56+08:00') } })))).toEqual([1]);
  });

  test('a round of a network whose key is not known here is unchecked, and said to be', async () => {
    const strange = { ...IN_APRIL, type: 'another-network' };
    const report = await verifyFiles(rehearseDraw({ beacons: [strange], drawn: '2026-04-21T16:40:00+08:00' }).files);
    expect([failedSteps(report), uncheckedNames(report)]).toEqual([[], expect.arrayContaining(['signatures of the beacons'])]);
    expect(overall(report)).toContain('the network of another-network:27985651');
  });
});
