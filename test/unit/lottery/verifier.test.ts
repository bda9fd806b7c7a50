import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import { exampleFiles, failedSteps, overall, uncheckedNames, verifyFiles } from './memory-source.ts';

type Loose = Record<string, Json>;
const files = exampleFiles();
const changed = (name: string, change: (value: Loose) => Loose): Record<string, string> => ({
  [name]: canonicalJson(change(JSON.parse(files[name] ?? '') as Loose)),
});
const flipped = (text: string, at: number): string => text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);
const other = (hex: string): string => flipped(hex, 0);

describe('the verifier on the published example', () => {
  test('[BY-1] says PASS and names what nobody could check there', async () => {
    const report = await verifyFiles(files);
    expect(failedSteps(report)).toEqual([]);
    expect(uncheckedNames(report)).toEqual(['completeness of events', 'verify.mjs', 'who attests the times']);
    expect(overall(report)).toMatch(/^PASS, unchecked: /);
  });

  test('without the witness files the seats and the outcomes of events are unchecked too, and nothing fails', async () => {
    const report = await verifyFiles({ ...files, 'witness/recusals.txt': null, 'witness/seats.json': null, 'witness/secret.txt': null });
    expect(failedSteps(report)).toEqual([]);
    expect(uncheckedNames(report)).toEqual(expect.arrayContaining(['recusals', 'every seat', 'event 2, replaced: its outcome', 'event 4, replaced: its outcome']));
    expect(overall(report)).toMatch(/^PASS, unchecked: .*every seat/);
  });

  test('without the rows the targets are unchecked', async () => {
    const report = await verifyFiles({ ...files, 'rows-0000.txt': null });
    expect([failedSteps(report), uncheckedNames(report).includes('rows, N_h, tickets and targets')]).toEqual([[], true]);
  });

  test('what cannot be checked names what is missing, and nothing that is there', async () => {
    const lacks = async (...missing: readonly string[]): Promise<string | undefined> =>
      /event 2, replaced: its outcome \(([^)]*)\)/.exec(overall(await verifyFiles({ ...files, ...Object.fromEntries(missing.map((file) => [file, null])) })))?.[1];
    expect(await lacks('rows-0000.txt')).toBe('the rows');
    expect(await lacks('witness/secret.txt')).toBe('witness/secret.txt');
    expect(await lacks('officers.txt', 'witness/recusals.txt')).toBe('officers.txt, witness/recusals.txt');
    expect(await lacks()).toBeUndefined();
  });
});

/** Each top-level member of a transcript with a falsehood in it, and the step that must catch it. */
const FALSEHOODS: Readonly<Record<string, readonly [step: number, change: (value: Json, all: Loose) => Json]>> = {
  spec: [0, () => 'sj-draw/2'],
  manifest: [1, (manifest) => ({ ...(manifest as Loose), beta: 3 })],
  M0: [1, (hash) => other(hash as string)],
  commitments: [1, (list) => (list as Loose[]).map((one, i) => (i === 0 ? { ...one, value: other(one['value'] as string) } : one))],
  M1: [1, (hash) => other(hash as string)],
  reveals: [1, (list) => (list as Loose[]).map((one, i) => (i === 2 ? { ...one, value: other(one['value'] as string) } : one))],
  missing: [1, () => ['notary']],
  M2: [1, (hash) => other(hash as string)],
  receipts: [1, () => [{ id: 'notary', sig: '0'.repeat(128) }]],
  beacons: [1, () => [{ type: 'drand-quicknet', round: 1, output: '00', signature: '00' }]],
  seed: [1, (hash) => other(hash as string)],
  strata: [2, (list) => (list as Loose[]).map((one, i) => (i === 0 ? { ...one, eligible: 371 } : one))],
  drawn: [3, (list) => (list as string[]).toReversed()],
  reserve: [3, (list) => (list as Loose[]).map((one, i) => (i === 0 ? { ...one, ids: [] } : one))],
  resultDigest: [3, (hash) => other(hash as string)],
  assignments: [4, (list) => (list as Loose[]).map((one, i) => (i === 0 ? { ...one, Bstar: 9 } : one))],
  times: [1, (times) => ({ ...(times as Loose), revealsClosed: '2026-03-01T11:00:01+08:00' })],
};

describe('one falsehood in a transcript', () => {
  const members = Object.keys(JSON.parse(files['transcript.json'] ?? '') as Loose);

  test('covers every member', () => {
    expect(Object.keys(FALSEHOODS).sort()).toEqual(members.sort());
  });

  test.each(members)('[BY-1] in `%s` is caught at its own step', async (member) => {
    const [step, change] = FALSEHOODS[member] ?? [9, (value: Json) => value];
    const mutated = changed('transcript.json', (all) => ({ ...all, [member]: change(all[member] ?? null, all) }));
    const manifest = member === 'manifest' ? changed('manifest.json', (all) => change(all, {}) as Loose) : {};
    const report = await verifyFiles({ ...files, ...mutated, ...manifest, 'events.txt': '' });
    expect(failedSteps(report)[0]).toBe(step);
    expect(overall(report)).toContain(`FAIL at step ${step}: `);
    // With events the chain breaks as well, because the first of them names the transcript.
    expect(failedSteps(await verifyFiles({ ...files, ...mutated, ...manifest }))).toEqual(expect.arrayContaining([0, step]));
  });

  test('shows as one failure where the rest bears the truth out', async () => {
    for (const member of ['M0', 'seed', 'strata', 'drawn', 'reserve', 'assignments', 'times']) {
      const [step, change] = FALSEHOODS[member] ?? [9, (value: Json) => value];
      const mutated = changed('transcript.json', (all) => ({ ...all, [member]: change(all[member] ?? null, all) }));
      expect([member, failedSteps(await verifyFiles({ ...files, ...mutated, 'events.txt': '' }))]).toEqual([member, member === 'drawn' ? [3] : [step]]);
    }
  });

  test('a false τ is caught by the rows, a swapped officer by the witness files', async () => {
    const tau = changed('transcript.json', (all) => ({ ...all, strata: (all['strata'] as Loose[]).map((one) => ({ ...one, tau: other(one['tau'] as string) })) }));
    expect(failedSteps(await verifyFiles({ ...files, ...tau, 'events.txt': '' }))).toEqual([3]);
    const swapped = files['transcript.json']?.replace('["0100014","0100004"],"taskId":"91310101MA1X08FKK101"', '["0100004","0100014"],"taskId":"91310101MA1X08FKK101"') ?? '';
    expect(swapped).not.toBe(files['transcript.json']);
    expect(failedSteps(await verifyFiles({ ...files, 'transcript.json': swapped, 'events.txt': '' }))).toEqual([4]);
  });
});

describe('one changed byte in a file', () => {
  const cases: readonly (readonly [file: string, at: number, step: number])[] = [
    ['manifest.json', 9, 0],
    ['events.txt', 40, 0],
    ['rows-0000.txt', 64 * 700 + 35, 3],
    ['rows-0000.txt', 64 * 3 + 63, 3],
    ['excluded.txt', 20, 3],
    ['officers.txt', 200, 4],
    ['witness/recusals.txt', 30, 4],
    ['witness/secret.txt', 5, 4],
    ['witness/seats.json', 30, 4],
  ];
  test.each(cases)('[BY-1] of %s at %i is caught at step %i', async (file, at, step) => {
    const report = await verifyFiles({ ...files, [file]: flipped(files[file] ?? '', at) });
    expect(failedSteps(report)[0]).toBe(step);
  });

  test('in any single row is caught', async () => {
    const rows = files['rows-0000.txt'] ?? '';
    for (let row = 0; row < 1500; row += 97) {
      expect(failedSteps(await verifyFiles({ ...files, 'rows-0000.txt': flipped(rows, row * 64 + (row % 63)) }))).toContain(3);
    }
  });

  test('a void record beside a transcript that it does not discard is refused', async () => {
    const M0 = (JSON.parse(files['transcript.json'] ?? '') as Loose)['M0'] ?? '';
    const record = { planId: '310100-2026-017', drawNo: 1, M0, at: '2026-03-01T10:00:00+08:00', failed: [], reason: 'r', received: { commitments: [], reveals: [] }, approvedBy: 'a', sigs: [] };
    expect(failedSteps(await verifyFiles({ ...files, 'void.json': canonicalJson(record) }))).toEqual([0, 1]);
  });

  test('a folder with nothing in it fails at once', async () => {
    expect(failedSteps(await verifyFiles({}))).toEqual([0]);
  });
});
