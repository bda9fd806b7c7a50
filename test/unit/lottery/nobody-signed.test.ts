import { describe, expect, test } from 'vitest';
import { instant } from '../../../shared/kernel/instant.ts';
import { contextHash } from '../../../shared/lottery/ceremony/ceremony.ts';
import { draftVoidRecord } from '../../../shared/lottery/ceremony/draft-void.ts';
import { signCommitment, signVoid, type Signer } from '../../../shared/lottery/ceremony/participant.ts';
import { voidHash, voidText } from '../../../shared/lottery/ceremony/void-record.ts';
import { chainEvent, eventLine } from '../../../shared/lottery/events/events.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { transcriptHash, transcriptText } from '../../../shared/lottery/transcript/transcript.ts';
import type { FailedCeremony, LostTarget, Received, UnsignedVoidRecord, VoidRecord } from '../../../shared/lottery/types.ts';
import { fetchPublished } from '../../independent/fetched.ts';
import { verify } from '../../independent/verify.ts';
import { IN_APRIL } from '../../support/quicknet-rounds.ts';
import { sha256 } from './example.ts';
import { failedSteps, memorySource, overall, verifyFiles, type Files } from './memory-source.ts';
import { rehearseDraw, secretOf, SIGNERS } from './rehearse-draw.ts';

const ALL = SIGNERS.map(({ id }) => id);
const [office, lead] = SIGNERS as readonly [Signer, Signer];
const { files, manifest, transcript } = rehearseDraw();
const received: Received = { commitments: transcript.commitments, reveals: transcript.reveals };
const signed = (record: UnsignedVoidRecord, who: readonly Signer[]): VoidRecord => ({ ...record, sigs: who.map((one) => signVoid(nodeCrypto, 'SHA-256', record, one)) });
const overallOf = async (published: Files): Promise<readonly string[]> => [overall(await verifyFiles(published)), verify(await fetchPublished(memorySource(published).read)).overall];

describe('a finished outcome that somebody dislikes', () => {
  const discarding = (failed: readonly string[], who: readonly Signer[], what: 'reveal' | 'receipt' = 'reveal'): Files => {
    const draft = draftVoidRecord(sha256, { manifest, received, at: instant('2026-03-01T12:00:00+08:00'), reason: '重抽', approvedBy: 'nobody', discarded: transcriptHash(sha256, transcript) });
    return { ...files, 'void.json': voidText(signed({ ...draft, failed: failed.map((id) => ({ id, what })) }, who)) };
  };

  test('[BY-2] is not discarded by naming those who should have signed: everybody’s message is there', async () => {
    for (const what of ['reveal', 'receipt'] as const) {
      expect(failedSteps(await verifyFiles(discarding(ALL, [], what)))).toEqual([1]);
      expect(failedSteps(await verifyFiles(discarding(['conference-office', 'notary'], [lead], what)))).toEqual([1]);
    }
  });

  test('[BY-2] is discarded in the open, naming nobody, by two participants at least', async () => {
    expect(failedSteps(await verifyFiles(discarding([], [office, lead])))).toEqual([]);
    expect(failedSteps(await verifyFiles(discarding([], [lead])))).toEqual([1]);
    expect(failedSteps(await verifyFiles(discarding([], [])))).toEqual([1]);
  });

  test('[BY-2] is not discarded by a void that has received other than the transcript', async () => {
    const held = rehearseDraw({ beacons: [IN_APRIL], drawn: '2026-04-21T16:40:00+08:00' });
    const judge = async (reveals: Received['reveals']) => {
      const draft = draftVoidRecord(sha256, { manifest: held.manifest, received: { commitments: held.transcript.commitments, reveals }, at: instant('2026-04-21T17:00:00+08:00'), reason: '重抽', approvedBy: '联席会议', discarded: transcriptHash(sha256, held.transcript) });
      return failedSteps(await verifyFiles({ ...held.files, 'void.json': voidText(signed(draft, [office, lead])) }));
    };
    expect([await judge(held.transcript.reveals), await judge(held.transcript.reveals.slice(0, 2))]).toEqual([[], [1]]);
  });

  test('[BY-2] is looked at too where it lies before the draw: its transcript is the one discarded, or what is missing is said', async () => {
    const draft = draftVoidRecord(sha256, { manifest, received, at: instant('2026-03-01T12:00:00+08:00'), reason: '重抽', approvedBy: '联席会议', discarded: transcriptHash(sha256, transcript) });
    const after = (record: VoidRecord, discarded: string | null): Files => {
      const next = rehearseDraw({ drawNo: 2, prev: voidHash(sha256, record) });
      return { ...next.files, '../1/manifest.json': files['manifest.json'] ?? null, '../1/void.json': voidText(record), '../1/transcript.json': discarded };
    };
    const whole = transcriptText(transcript);
    expect((await overallOf(after(signed(draft, [office, lead]), whole))).join()).not.toMatch(/FAIL|discarded/);
    for (const says of await overallOf(after(signed(draft, [office, lead]), null))) expect(says).toMatch(/^PASS, unchecked: .*the discarded transcript/);
    const other = { ...draft, discarded: 'a'.repeat(64) };
    expect(failedSteps(await verifyFiles(after(signed(other, [office, lead]), whole)))).toEqual([0]);
    const { discarded: _none, ...silent } = { ...draft, failed: [{ id: 'notary', what: 'reveal' as const }], received: { ...received, reveals: received.reveals.slice(0, 2) } };
    expect(failedSteps(await verifyFiles(after(signed(silent, [office, lead]), whole)))).toContain(0);
    expect(failedSteps(await verifyFiles(after(signed(draft, [office, lead]), '{}')))).toEqual([0]);
  });
});

describe('an attempt whose void names everybody, so that nobody could sign it', () => {
  const voidOf = (of: typeof manifest, held: Received): UnsignedVoidRecord => draftVoidRecord(sha256, { manifest: of, received: held, at: instant('2026-03-01T10:00:00+08:00'), reason: '无人到场', approvedBy: '联席会议' });
  const silent = signed(voidOf(manifest, { commitments: [], reveals: [] }), []);

  test('[BY-2] is never a plain pass: whether they failed is unchecked, and both verifiers say so', async () => {
    const [own, second] = await overallOf({ 'manifest.json': files['manifest.json'] ?? null, 'void.json': voidText(silent) });
    expect(own).toMatch(/^PASS, unchecked: .*whether those failed whom the void of attempt 1 names \(a signature; it names everybody: conference-office \(commit\), lead-department \(commit\), notary \(commit\)\)/);
    expect(second).toMatch(/^PASS, unchecked: .*1 whether those failed whom the void of attempt 1 names: it names everybody, and nobody signed it/);
  });

  test('[BY-2] is not a plain pass either where it lies before the draw that one looks at', async () => {
    const next = rehearseDraw({ drawNo: 2, prev: voidHash(sha256, silent) });
    const both = await overallOf({ ...next.files, '../1/manifest.json': files['manifest.json'] ?? null, '../1/void.json': voidText(silent) });
    for (const says of both) expect(says).toMatch(/^PASS, unchecked: .*whether those failed whom the void of attempt 1 names/);
  });

  test('[BY-2] with a beacon, missing receipts of everybody are unchecked too, though all have revealed', async () => {
    const held = rehearseDraw({ beacons: [IN_APRIL], drawn: '2026-04-21T16:40:00+08:00' });
    const draft = voidOf(held.manifest, { commitments: held.transcript.commitments, reveals: held.transcript.reveals });
    const record = signed({ ...draft, failed: ALL.map((id) => ({ id, what: 'receipt' })) }, []);
    for (const says of await overallOf({ ...held.files, 'transcript.json': null, 'events.txt': null, 'void.json': voidText(record) })) {
      expect(says).toMatch(/^PASS, unchecked: .*whether those failed whom the void of attempt 1 names/);
    }
  });
});

describe('a ceremony after a loss that is said to have failed', () => {
  const loss = chainEvent(sha256, { transcriptHash: transcriptHash(sha256, transcript), events: [] }, {
    kind: 'lost-target', at: instant('2026-03-02T09:00:00+08:00'), stratum: 'A', target: transcript.drawn[0] ?? '', reason: '已注销',
  }) as LostTarget;
  const M0 = contextHash(sha256, eventLine(loss));
  const committed = SIGNERS.map((who, i) => signCommitment(nodeCrypto, 'SHA-256', M0, who, secretOf(i)));
  const failing = (failed: readonly string[], commitments: typeof committed, who: readonly Signer[]): Files => {
    const body = { kind: 'failed' as const, at: loss.at, M0, failed: failed.map((id) => ({ id, what: 'commit' as const })), received: { commitments, reveals: [] }, sigs: [] };
    const { sigs: _none, ...line } = chainEvent(sha256, { transcriptHash: '', events: [loss] }, body) as FailedCeremony;
    const whole: FailedCeremony = { ...line, sigs: who.map((one) => signVoid(nodeCrypto, 'SHA-256', line, one)) };
    return { ...files, 'events.txt': `${eventLine(loss)}\n${eventLine(whole)}\n` };
  };

  test('[BY-2] [BY-3] through everybody is unchecked, since nobody signed its line', async () => {
    const [own, second] = await overallOf(failing(ALL, [], []));
    expect(own).toMatch(/^PASS, unchecked: .*whether those failed whom event 2 names \(a signature; it names everybody: conference-office \(commit\)/);
    expect(second).toMatch(/^PASS, unchecked: .*1 whether those failed whom event 2 names: it names everybody, and nobody signed it/);
    expect((await overallOf(failing(ALL.slice(1), committed.slice(0, 1), [office]))).join()).not.toContain('whether those failed');
  });

  test('[BY-2] [BY-3] has not failed for a missing commitment where two are in: the others are not waited for', async () => {
    expect(failedSteps(await verifyFiles(failing(['notary'], committed.slice(0, 2), [office, lead])))).toEqual([1]);
  });
});
