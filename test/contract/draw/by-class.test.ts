import { beforeAll, describe, expect, test } from 'vitest';
import { matchInspectors } from '../../../shared/draw/drawing/match-inspectors.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { freezeBatch } from '../../../shared/draw/freezing/freeze-batch.ts';
import { readManifest, readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { textOf } from '../../../shared/lottery/encoding/bytes.ts';
import type { PlanEntry } from '../../../shared/plan/entry.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { profileSchema } from '../../../shared/profile/profile.ts';
import { openMemoryRecord } from '../../support/memory-record.ts';
import { anEntry, AT, byStep, codeOf, draw, frameNo, holdCeremony, layDirectories, layPrepared, must, PROGRAMS, setKey } from './scene.ts';
import { verdict } from './verdict.ts';

const profile = profileSchema.parse({ ...guangyuan, draw: { ...guangyuan.draw, strata: { by: 'credit', clause: 'NR-8' } } });
const { stores } = openMemoryRecord();
const step = (now: string) => ({ stores, profile, act: byStep('step', now) });

/** Of 200 enterprises, which may give 10: 120 A, 50 B, 20 C, 10 D. */
const classOf = (n: number): 'A' | 'B' | 'C' | 'D' => (n <= 120 ? 'A' : n <= 170 ? 'B' : n <= 190 ? 'C' : 'D');
const freeze = (batchId: string) => freezeBatch(step(AT.freeze), { batchId, programs: PROGRAMS, atOnce: 100_000 });
const lay = (batchId: string, directory: number, entry: Partial<PlanEntry>) => layPrepared(stores, batchId, anEntry({ targets: frameNo(directory), ...entry }));
const strataOf = async (batchId: string) => (await readManifest(stores, { batchId, drawNo: 1 })).item.strata.map(({ code, eligible, ratio, k }) => `${code} ${k} of ${eligible} at ${ratio}`);

beforeAll(async () => {
  await layDirectories(stores, 200, (n) => ({ creditClass: classOf(n) }));
  await setKey(stores);
});

describe('a draw by credit class', { timeout: 60_000 }, () => {
  test('[NR-8] [GS-3] draws each class at its own ratio, from rows that bear the class of the day, and both verifiers pass it', async () => {
    const batchId = 'batch-2026-001';
    await lay(batchId, 1, { ratio: '1/100', classes: [{ code: 'B', ratio: '1/25', mandatory: false }, { code: 'C', ratio: '1/10', mandatory: false }, { code: 'D', ratio: '2/5', mandatory: true }] });
    await must(freeze(batchId));
    expect(await strataOf(batchId)).toEqual(['A 2 of 120 at 1/100', 'B 2 of 50 at 1/25', 'C 2 of 20 at 1/10', 'D 4 of 10 at 2/5']);
    const { snapshot, directoryStats } = await readManifest(stores, { batchId, drawNo: 1 });
    expect(snapshot.asOf.to).toBe(AT.freeze);
    expect(directoryStats.filter(({ stratum }) => stratum === 'D').reduce((sum, { rows }) => sum + rows, 0)).toBe(10);

    await holdCeremony(stores, batchId);
    await must(draw(stores, batchId));
    await must(matchInspectors(step(AT.draw), batchId));
    await must(publishDraw(step(AT.draw), batchId));
    const { drawn } = await readTranscript(stores, { batchId, drawNo: 1 });
    const rows = textOf((await stores.published.get(`draws/${batchId}/1/rows-0000.txt`)) ?? new Uint8Array()).trim().split('\n');
    const letters = drawn.map((id) => rows.find((row) => row.startsWith(id))?.split(',')[3]);
    expect(letters).toEqual(['A', 'A', 'B', 'B', 'C', 'C', 'D', 'D', 'D', 'D']);
    expect(await verdict(stores, batchId, 1)).toMatch(/^PASS/);
    expect(await verdict(stores, batchId, 1, 'witness')).toMatch(/^PASS/);
  });

  test('[GY-13] [NR-8] where the ratios ask for more than the cap, the mandatory class stays whole and the others share what is left', async () => {
    const batchId = 'batch-2026-002';
    await lay(batchId, 2, { ratio: '1/25', classes: [{ code: 'C', ratio: '1/5', mandatory: false }, { code: 'D', ratio: '7/10', mandatory: true }] });
    await must(freeze(batchId));
    expect(await strataOf(batchId)).toEqual(['A 1 of 120 at 1/25', 'B 1 of 50 at 1/25', 'C 1 of 20 at 1/5', 'D 7 of 10 at 7/10']);
    expect(await verdict(stores, batchId, 1)).toMatch(/^PASS/);
  });

  test('[GY-13] [NR-8] beside a draw under way each class has the share that is left to it, as an exact ratio in the manifest', async () => {
    await lay('batch-2026-003', 3, { quantity: 4 });
    await must(freeze('batch-2026-003'));
    await lay('batch-2026-004', 3, { ratio: '1/25', classes: [{ code: 'D', ratio: '2/5', mandatory: true }] });
    await must(freeze('batch-2026-004'));
    expect(await strataOf('batch-2026-004')).toEqual(['A 1 of 120 at 1/120', 'B 1 of 50 at 1/50', 'C 0 of 20 at 0/20', 'D 4 of 10 at 4/10']);
    expect(await verdict(stores, 'batch-2026-004', 1)).toMatch(/^PASS/);

    await lay('batch-2026-005', 4, { quantity: 4 });
    await must(freeze('batch-2026-005'));
    await lay('batch-2026-006', 4, { classes: [{ code: 'D', ratio: '4/5', mandatory: true }] });
    expect(await codeOf(freeze('batch-2026-006'))).toBe('mandatory-beyond-cap');
  });
});
