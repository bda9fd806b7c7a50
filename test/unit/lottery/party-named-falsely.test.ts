import { describe, expect, test } from 'vitest';
import { instant } from '../../../shared/kernel/instant.ts';
import { openHash } from '../../../shared/lottery/ceremony/ceremony.ts';
import { draftVoidRecord } from '../../../shared/lottery/ceremony/draft-void.ts';
import { signCommitment, signReveal, signVoid, type Signer } from '../../../shared/lottery/ceremony/participant.ts';
import { voidHash } from '../../../shared/lottery/ceremony/void-record.ts';
import { chainEvent, eventContext, eventLine } from '../../../shared/lottery/events/events.ts';
import { manifestHash, manifestText } from '../../../shared/lottery/manifest/manifest.ts';
import { REFUSALS } from '../../../shared/lottery/party/words.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { transcriptHash } from '../../../shared/lottery/transcript/transcript.ts';
import type { Beacon, FailedCeremony, Failure, LostTarget, Receipt, SignedValue, VoidRecord } from '../../../shared/lottery/types.ts';
import { IN_APRIL, IN_APRIL_AT } from '../../support/quicknet-rounds.ts';
import { sha256 } from './example.ts';
import { openNotebook } from './party-scene.ts';
import { manifestOf, rehearseDraw, secretOf, SIGNERS } from './rehearse-draw.ts';

const [office, lead, notary] = SIGNERS as readonly [Signer, Signer, Signer];
const refusal = (code: keyof typeof REFUSALS) => ({ status: 1, told: expect.stringContaining(REFUSALS[code].en) });
const named = (what: Failure['what'], ...who: readonly Signer[]): readonly Failure[] => who.map(({ id }) => ({ id, what }));

/** The notary's notebook after it committed and, with `reveals`, revealed; with a beacon it signed for the reveals too. The others are there. */
const heldBy = (beacons: readonly Beacon[] = []) => {
  const manifest = manifestOf({ beacons });
  const notebook = openNotebook(notary, Date.parse(IN_APRIL_AT) - 1000);
  const given = notebook.write('manifest.json', manifestText(manifest));
  const M0 = manifestHash(sha256, manifest);
  const others = [office, lead].map((who, i) => signCommitment(nodeCrypto, 'SHA-256', M0, who, secretOf(i)));
  const commitments = [...others, notebook.sign('commit', given)];
  const M1 = openHash(sha256, M0, commitments);
  const shown = (reveals: readonly SignedValue[]): string => notebook.write('draw.json', { attempt: { commitments, reveals } });
  const own = notebook.sign('reveal', given, shown([]));
  const reveals = [...[office, lead].map((who, i) => signReveal(nodeCrypto, M1, who, secretOf(i))), own];
  const receipt = beacons.length === 0 ? undefined : notebook.sign<Receipt>('receipt', given, shown(reveals));
  const recordOf = (change: Partial<VoidRecord>, sigs: readonly Signer[]): VoidRecord => {
    const draft = draftVoidRecord(sha256, { manifest, received: { commitments, reveals }, at: instant('2026-03-01T11:00:00+08:00'), reason: '重抽', approvedBy: '联席会议' });
    const { M1: opened, ...rest } = { ...draft, ...change };
    const record = { ...rest, ...(rest.received.commitments.length === SIGNERS.length ? { M1: opened ?? M1 } : {}) };
    return { ...record, sigs: sigs.map((who) => signVoid(nodeCrypto, 'SHA-256', record, who)) };
  };
  const seen = (record: VoidRecord) => notebook.run('seen', given, notebook.write('void.json', record));
  const sign = ({ sigs: _none, ...record }: VoidRecord) => notebook.run('void', given, notebook.write('record.json', record));
  return { ...notebook, manifest, given, M0, M1, commitments, reveals, receipt, recordOf, seen, sign };
};

describe('a notebook that is shown the void of an attempt in which it took part', () => {
  test('[BY-2] does not note one that names it for what it sent, nor one that leaves it out, and so commits to no further attempt', () => {
    const { commitments, reveals, recordOf, seen, run, write, manifest } = heldBy();
    const falsely = recordOf({ failed: named('commit', office, lead, notary), received: { commitments: [], reveals: [] } }, []);
    expect(seen(falsely)).toMatchObject(refusal('named-falsely'));
    expect(seen(recordOf({ failed: named('reveal', notary), received: { commitments, reveals: reveals.slice(0, 2) } }, [office, lead]))).toMatchObject(refusal('named-falsely'));
    const second = { ...manifest, drawNo: 2, prev: voidHash(sha256, falsely) };
    expect(run('commit', write('second.json', manifestText(second)))).toMatchObject(refusal('unknown-previous'));
    const leftOut = recordOf({ failed: named('commit', lead), received: { commitments: commitments.filter(({ id }) => id !== lead.id), reveals: [] } }, [office, notary]);
    expect(seen(leftOut)).toMatchObject(refusal('own-message-missing'));
  });

  test('[BY-2] does not note one that names it for a receipt which it signed', () => {
    const { receipt, recordOf, seen } = heldBy([IN_APRIL]);
    expect(receipt?.id).toBe(notary.id);
    expect(seen(recordOf({ failed: named('receipt', office, lead, notary) }, []))).toMatchObject(refusal('named-falsely'));
    expect(seen(recordOf({ failed: named('receipt', lead) }, [office, notary])).status).toBe(0);
  });

  test('[BY-2] does not sign one that discards an outcome and names the others, whose signatures it would do without', () => {
    const { recordOf, sign } = heldBy();
    const discarded = 'a'.repeat(64);
    expect(sign(recordOf({ discarded, failed: named('reveal', office, lead) }, []))).toMatchObject(refusal('void-wrong'));
    expect(sign(recordOf({ discarded, failed: [] }, [])).status).toBe(0);
  });

  test('[BY-2] says that the failure is its own where it is, and notes the record', () => {
    const notebook = openNotebook(notary);
    const manifest = manifestOf({});
    const given = notebook.write('manifest.json', manifestText(manifest));
    const M0 = manifestHash(sha256, manifest);
    const commitments = [...[office, lead].map((who, i) => signCommitment(nodeCrypto, 'SHA-256', M0, who, secretOf(i))), notebook.sign('commit', given)];
    const M1 = openHash(sha256, M0, commitments);
    const reveals = [office, lead].map((who, i) => signReveal(nodeCrypto, M1, who, secretOf(i)));
    const draft = draftVoidRecord(sha256, { manifest, received: { commitments, reveals }, at: instant('2026-03-01T11:00:00+08:00'), reason: '缺席', approvedBy: '联席会议' });
    expect(notebook.run('void', given, notebook.write('record.json', draft))).toMatchObject(refusal('own-failure'));
    const record = { ...draft, sigs: [office, lead].map((who) => signVoid(nodeCrypto, 'SHA-256', draft, who)) };
    expect(notebook.run('seen', given, notebook.write('void.json', record)).status).toBe(0);
  });

  test('[BY-2] whose owner handed in too late says so once, and then goes on', () => {
    const { M0, M1, commitments, reveals, recordOf, seen, run, lines } = heldBy();
    const record = recordOf({ failed: named('reveal', notary), received: { commitments, reveals: reveals.slice(0, 2) } }, [office, lead]);
    expect(run('late', M1, 'reveal')).toMatchObject(refusal('not-committed'));
    expect(run('late', M0, 'receipt')).toMatchObject(refusal('not-committed'));
    // It revealed for commitments among which it saw its own.
    expect(run('late', M0, 'commit')).toMatchObject(refusal('was-in-time'));
    expect(run('late', M0, 'whenever').status).toBe(2);
    expect([run('late', M0, 'reveal').status, run('late', M0, 'reveal').status, seen(record).status]).toEqual([0, 0, 0]);
    expect(lines().slice(3)).toEqual(['late', 'void-seen']);
  });

  test('[BY-2] that signed for the reveals cannot say that its own came too late', () => {
    const { M0, recordOf, seen, run } = heldBy([IN_APRIL]);
    expect(run('late', M0, 'reveal')).toMatchObject(refusal('was-in-time'));
    expect(run('late', M0, 'receipt').status).toBe(0);
    expect(seen(recordOf({ failed: named('receipt', notary) }, [office, lead])).status).toBe(0);
  });
});

describe('a notebook that is asked to commit again after a loss', () => {
  const { manifest, transcript } = rehearseDraw();
  const loss = chainEvent(sha256, { transcriptHash: transcriptHash(sha256, transcript), events: [] }, {
    kind: 'lost-target', at: instant('2026-03-02T09:00:00+08:00'), stratum: 'A', target: transcript.drawn[0] ?? '', reason: '已注销',
  }) as LostTarget;
  const M0 = eventContext(sha256, loss);
  const failedLine = (failed: readonly Failure[], received: FailedCeremony['received'], who: readonly Signer[]): FailedCeremony => {
    const { sigs: _none, ...line } = chainEvent(sha256, { transcriptHash: '', events: [loss] }, { kind: 'failed', at: loss.at, M0, failed, received, sigs: [] }) as FailedCeremony;
    return { ...line, sigs: who.map((one) => signVoid(nodeCrypto, 'SHA-256', line, one)) };
  };
  const committed = () => {
    const notebook = openNotebook(notary);
    const given = notebook.write('manifest.json', manifestText(manifest));
    const own = notebook.sign('after-commit', given, notebook.write('events.txt', `${eventLine(loss)}\n`), '1');
    const commitments = [...[office, lead].map((who, i) => signCommitment(nodeCrypto, 'SHA-256', M0, who, secretOf(i))), own];
    const again = (failed: FailedCeremony) => notebook.run('after-commit', given, notebook.write('failed.txt', `${eventLine(loss)}\n${eventLine(failed)}\n`), '2');
    const reveal = () => notebook.sign('after-reveal', given, notebook.write('events.txt', `${eventLine(loss)}\n`), '1', notebook.write('line.json', JSON.stringify(commitments)));
    return { ...notebook, commitments, again, reveal };
  };

  test('[BY-2] [BY-3] does not, where a line that nobody signed names it and drops what it sent', () => {
    const { commitments, again, reveal } = committed();
    expect(again(failedLine(named('commit', office, lead, notary), { commitments: [], reveals: [] }, []))).toMatchObject(refusal('named-falsely'));
    expect(again(failedLine(named('commit', lead, notary), { commitments: commitments.slice(0, 1), reveals: [] }, [office]))).toMatchObject(refusal('named-falsely'));
    reveal();
    expect(again(failedLine(named('reveal', office, lead, notary), { commitments, reveals: [] }, []))).toMatchObject(refusal('named-falsely'));
  });

  test('[BY-2] [BY-3] does, where it was too late and says so', () => {
    const { commitments, again, run } = committed();
    const failed = failedLine(named('commit', lead, notary), { commitments: commitments.slice(0, 1), reveals: [] }, [office]);
    expect(run('late', M0, 'commit').status).toBe(0);
    expect(again(failed).status).toBe(0);
  });

  test('[BY-2] [BY-3] does, where it did not reveal and is named for that', () => {
    const { commitments, again } = committed();
    const M1 = openHash(sha256, M0, commitments);
    const reveals = [office, lead].map((who, i) => signReveal(nodeCrypto, M1, who, secretOf(i)));
    expect(again(failedLine(named('reveal', notary), { commitments, reveals }, [office, lead])).status).toBe(0);
  });
});
