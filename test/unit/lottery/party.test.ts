import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { draftVoidRecord, sealVoidRecord } from '../../../shared/lottery/ceremony/draft-void.ts';
import { manifestText } from '../../../shared/lottery/manifest/manifest.ts';
import { runParty } from '../../../shared/lottery/party/cli.ts';
import { REFUSALS } from '../../../shared/lottery/party/words.ts';
import { signReveal, signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import type { Manifest, SignedValue } from '../../../shared/lottery/types.ts';
import { IN_APRIL, IN_APRIL_AT } from '../../support/quicknet-rounds.ts';
import { EXAMPLE, example, sha256 } from './example.ts';
import { rehearseDraw, secretOf, SIGNERS } from './rehearse-draw.ts';

const { manifest, transcript, keys } = example();
const OWN = 'notary';
const privateKey = keys[OWN]?.private ?? '';
const secret = transcript.reveals.find(({ id }) => id === OWN)?.value ?? '';
const at = (file: string): string => fileURLToPath(new URL(file, EXAMPLE));

/** A notebook with the example's key; `random` gives the example's secret, so that what it signs is what was published. */
const aNotebook = (own = { privateKey, secret }, nowMs = () => 0) => {
  const folder = mkdtempSync(join(tmpdir(), 'party-'));
  const file = join(folder, 'notebook.jsonl');
  writeFileSync(file, `${JSON.stringify({ kind: 'key', id: OWN, publicKey: nodeCrypto.publicKey(own.privateKey), privateKey: own.privateKey })}\n`);
  const run = (...args: readonly string[]) => {
    const [printed, told]: [string[], string[]] = [[], []];
    const status = runParty({ crypto: nodeCrypto, random: () => own.secret, nowMs, print: (line) => printed.push(line), tell: (line) => told.push(line) }, [file, ...args]);
    return { status, printed: printed.join('\n'), told: told.join('\n') };
  };
  const write = (name: string, value: unknown): string => {
    writeFileSync(join(folder, name), typeof value === 'string' ? value : canonicalJson(value as never));
    return join(folder, name);
  };
  return { file, run, write, lines: () => readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string }) };
};

const refusal = (code: keyof typeof REFUSALS) => ({ status: 1, told: expect.stringContaining(REFUSALS[code].en) });
const ofOwn = (values: readonly SignedValue[]): SignedValue => values.find(({ id }) => id === OWN) ?? { id: '', value: '', sig: '' };

describe('a participant’s notebook', () => {
  test('[BY-1] makes a key only its owner can read, once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'party-'));
    const file = join(folder, 'new.jsonl');
    const party = { crypto: nodeCrypto, random: () => '07'.repeat(32), nowMs: () => 0, print: () => {}, tell: () => {} };
    expect(runParty(party, [file, 'key', 'notary'])).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(runParty(party, [file, 'key', 'notary'])).toBe(2);
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });

  test('[BY-1] commits and reveals as the published example has it, says the same again, and finds itself in the transcript', () => {
    const { run, write, lines } = aNotebook();
    const committed = run('commit', at('manifest.json'));
    expect(JSON.parse(committed.printed)).toEqual(ofOwn(transcript.commitments));
    expect(run('commit', at('manifest.json')).printed).toBe(committed.printed);
    const shown = write('draw.json', { attempt: { commitments: transcript.commitments.map((one) => ({ ...one, at: '2026-03-01T09:00:00+08:00' })) } });
    const revealed = run('reveal', at('manifest.json'), shown);
    expect(JSON.parse(revealed.printed)).toEqual(ofOwn(transcript.reveals));
    expect(run('reveal', at('manifest.json'), shown).printed).toBe(revealed.printed);
    expect(run('check', at('transcript.json'))).toMatchObject({ status: 0, printed: transcript.M2 });
    expect(lines().map(({ kind }) => kind)).toEqual(['key', 'committed', 'revealed', 'checked']);
  });

  test('[BY-2] refuses a second manifest for one attempt, a further attempt whose void it has not seen, and another’s invitation', () => {
    const { run, write } = aNotebook();
    run('commit', at('manifest.json'));
    const other: Manifest = { ...manifest, item: { ...manifest.item, itemId: 'another' } };
    expect(run('commit', write('other.json', manifestText(other)))).toMatchObject(refusal('another-manifest'));
    const second: Manifest = { ...manifest, drawNo: manifest.drawNo + 1, prev: 'a'.repeat(64) };
    expect(run('commit', write('second.json', manifestText(second)))).toMatchObject(refusal('unknown-previous'));
    const uninvited: Manifest = { ...manifest, ceremony: { ...manifest.ceremony, participants: manifest.ceremony.participants.map((one) => (one.id === OWN ? { ...one, key: 'b'.repeat(64) } : one)) } };
    expect(run('commit', write('uninvited.json', manifestText(uninvited)))).toMatchObject(refusal('another-key'));
  });

  test('[BY-1] does not reveal for commitments that are incomplete, forged, or not its own', () => {
    const { run, write } = aNotebook();
    const all = transcript.commitments;
    expect(run('reveal', at('manifest.json'), write('none.json', all))).toMatchObject(refusal('not-committed'));
    run('commit', at('manifest.json'));
    expect(run('reveal', at('manifest.json'), write('few.json', all.filter(({ id }) => id !== 'conference-office')))).toMatchObject(refusal('commitments-wrong'));
    const forged = all.map((one) => (one.id === OWN ? one : { ...one, value: 'c'.repeat(64) }));
    expect(run('reveal', at('manifest.json'), write('forged.json', forged))).toMatchObject(refusal('commitments-wrong'));
    const swapped = all.map((one) => (one.id === OWN ? { ...one, value: 'c'.repeat(64) } : one));
    expect(run('reveal', at('manifest.json'), write('swapped.json', swapped))).toMatchObject(refusal('own-commitment-changed'));
  });

  test('[BY-2] signs a void that tells the truth, not one that names it falsely, and then may commit again', () => {
    const { run, write } = aNotebook();
    run('commit', at('manifest.json'));
    const others = manifest.ceremony.participants.filter(({ id }) => id !== OWN);
    const absent = others[0]?.id ?? '';
    const draft = (commitments: readonly SignedValue[], reveals: readonly SignedValue[]) =>
      draftVoidRecord(sha256, { manifest, received: { commitments, reveals }, at: transcript.times.drawn, reason: '未到场', approvedBy: '联席会议' });
    const late = draft(transcript.commitments.filter(({ id }) => id !== absent), []);
    const signed = run('void', at('manifest.json'), write('void-record.json', late));
    expect(signed.status).toBe(0);
    expect(JSON.parse(signed.printed)).toEqual(signVoid(nodeCrypto, manifest.suite, late, { id: OWN, privateKey }));
    expect(run('void', at('manifest.json'), write('false.json', draft(transcript.commitments.filter(({ id }) => id !== OWN), [])))).toMatchObject(refusal('named-falsely'));

    const sigs = [OWN, ...others.map(({ id }) => id)].filter((id) => id !== absent).map((id) => signVoid(nodeCrypto, manifest.suite, late, { id, privateKey: keys[id]?.private ?? '' }));
    const published = sealVoidRecord(late, sigs);
    expect(run('seen', at('manifest.json'), write('unsigned.json', { ...published, sigs: [] }))).toMatchObject(refusal('void-wrong'));
    const seen = run('seen', at('manifest.json'), write('void.json', published));
    const next: Manifest = { ...manifest, drawNo: manifest.drawNo + 1, prev: seen.printed };
    expect(run('commit', write('next.json', manifestText(next))).status).toBe(0);
  });

  test('[BY-1] sees that a published transcript is not the one it took part in', () => {
    const { run, write } = aNotebook();
    run('commit', at('manifest.json'));
    run('reveal', at('manifest.json'), write('all.json', transcript.commitments));
    const other = signReveal(nodeCrypto, transcript.M1, { id: OWN, privateKey }, 'd'.repeat(64));
    const altered = { ...transcript, reveals: transcript.reveals.map((one) => (one.id === OWN ? other : one)) };
    expect(run('check', write('altered.json', altered))).toMatchObject(refusal('transcript-differs'));
  });

  test('shows its lines without the key, and without a secret that is not out yet', () => {
    const { run } = aNotebook();
    run('commit', at('manifest.json'));
    expect(run('show').printed).not.toContain(privateKey);
    expect(run('show').printed).not.toContain(secret);
  });

  test('says which line it cannot read, and what is wrong with a file it is given', () => {
    const { run, write, file } = aNotebook();
    expect(run('commit', write('bad.json', '{}'))).toMatchObject({ status: 2, told: expect.stringContaining('not a manifest') });
    expect(run('commit', '/nowhere/manifest.json')).toMatchObject({ status: 2, told: expect.stringContaining('ENOENT') });
    expect(run('dance')).toMatchObject({ status: 2, told: expect.stringContaining('usage') });
    writeFileSync(file, 'not a line\n', { flag: 'a' });
    expect(run('show')).toMatchObject({ status: 2, told: expect.stringContaining('line 2') });
  });
});

describe('a participant’s notebook in a draw with a beacon', () => {
  const { manifest: withBeacon, transcript: held } = rehearseDraw({ beacons: [IN_APRIL], drawn: '2026-04-21T16:40:00+08:00' });
  const before = Date.parse(IN_APRIL_AT) - 1000;
  const prepared = (nowMs = () => before) => {
    const notebook = aNotebook({ privateKey: SIGNERS[2]?.privateKey ?? '', secret: secretOf(2) }, nowMs);
    const given = notebook.write('manifest.json', manifestText(withBeacon));
    const shown = (reveals: readonly SignedValue[]): string => notebook.write('draw.json', { attempt: { commitments: held.commitments, reveals } });
    notebook.run('commit', given);
    notebook.run('reveal', given, shown([]));
    return { ...notebook, receipt: (reveals: readonly SignedValue[]) => notebook.run('receipt', given, shown(reveals)) };
  };

  test('[BY-1] signs for the reveals before the round exists, says the same again, and finds it in the transcript', () => {
    const { receipt, run, write, lines } = prepared();
    const signed = receipt(held.reveals);
    expect(JSON.parse(signed.printed)).toEqual(held.receipts.find(({ id }) => id === OWN));
    expect(receipt(held.reveals).printed).toBe(signed.printed);
    expect(run('check', write('transcript.json', held)).status).toBe(0);
    expect(lines().map(({ kind }) => kind)).toEqual(['key', 'committed', 'revealed', 'receipted', 'checked']);
  });

  test('[BY-1] does not sign once the round exists, nor for a second set of reveals, nor where its own is missing or another’s is forged', () => {
    let clock = before + 1000;
    const { receipt } = prepared(() => clock);
    expect(receipt(held.reveals)).toMatchObject(refusal('round-exists'));
    clock = before;
    expect(receipt(held.reveals.filter(({ id }) => id !== OWN))).toMatchObject(refusal('own-reveal-missing'));
    expect(receipt(held.reveals.map((one) => (one.id === OWN ? one : { ...one, value: 'c'.repeat(64) })))).toMatchObject(refusal('reveals-wrong'));
    expect(receipt(held.reveals).status).toBe(0);
    expect(receipt(held.reveals.slice(1))).toMatchObject(refusal('another-receipt-signed'));
  });

  test('[BY-1] sees that the transcript leaves out a reveal that it signed for', () => {
    const { receipt, run, write } = prepared();
    receipt(held.reveals);
    const fewer = rehearseDraw({ beacons: [IN_APRIL], revealing: 2, drawn: '2026-04-21T16:40:00+08:00' }).transcript;
    expect(run('check', write('fewer.json', fewer))).toMatchObject(refusal('transcript-differs'));
  });

  test('has nothing to sign for in a draw of the parties alone', () => {
    const { run, write } = aNotebook();
    run('commit', at('manifest.json'));
    expect(run('receipt', at('manifest.json'), write('draw.json', { attempt: { commitments: transcript.commitments, reveals: transcript.reveals } }))).toMatchObject(refusal('no-beacon'));
  });
});
