import { beforeAll, describe, expect, test } from 'vitest';
import { readTrail } from '../../../shared/audit/trail.ts';
import { readManifest, readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { viewLedger } from '../../../shared/draw/freezing/view-ledger.ts';
import { readLedger } from '../../../shared/draw/freezing/visit-ledger-store.ts';
import { readWitnessFile } from '../../../shared/draw/drawing/witness-file.ts';
import { formsOf } from '../../../shared/inspection/form-store.ts';
import { viewVisit } from '../../../shared/inspection/shared-visit.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { creditCode } from '../../support/registry-samples.ts';
import { ALL, city, dispatch, FIRMS, publish } from './capped-city.ts';
import { anEntry, AT, drawAll, freeze, frameNo, layPrepared, LEAD, must } from './scene.ts';
import { verdict } from './verdict.ts';

const drawnOf = async (stores: Stores, batchId: string): Promise<readonly string[]> => (await readTranscript(stores, { batchId, drawNo: 1 })).drawn;
const excludedOf = async (stores: Stores, batchId: string): Promise<string> => Buffer.from((await stores.published.get(`draws/${batchId}/1/excluded.txt`)) ?? []).toString();

describe('a plan that allows one visit a year', { timeout: 60_000 }, () => {
  let stores: Stores;
  let first: readonly string[];
  beforeAll(async () => {
    stores = await city(FIRMS.length, 1);
    await layPrepared(stores, 'batch-2026-001', anEntry({ ...ALL, ratio: '1/3', targets: frameNo(1) }));
    await drawAll(stores, 'batch-2026-001');
    await publish(stores, 'batch-2026-001');
    first = await drawnOf(stores, 'batch-2026-001');
    await must(dispatch(stores, 'batch-2026-001'));
  }, 60_000);

  test('[NR-5] keeps a ledger per enterprise, written with the forms and told by the trail, once however often the step runs', async () => {
    await must(dispatch(stores, 'batch-2026-001', AT.revealBy));
    expect(first).toHaveLength(2);
    for (const id of FIRMS) expect([id, (await readLedger(stores.lifecycle, 2026, id)).counted]).toEqual([id, first.includes(id) ? 1 : 0]);
    const { entries } = await readTrail(stores.lifecycle, 'batch/batch-2026-001', { limit: 100 });
    const opened = entries.flatMap(({ action, detail }) => (action === 'inspection.open' ? [(detail as unknown as { visits: readonly { targetId: string }[] }).visits] : []));
    expect(opened).toEqual([[...first].sort().map((targetId) => ({ year: 2026, targetId, counted: 1, version: 1 }))]);
    expect(await viewLedger(stores, 2026, first[0] ?? '')).toMatchObject({ value: { cap: 1, left: 0, visits: [{ kind: 'planned', department: LEAD, from: '2026-04-01' }] } });
  });

  test('[NR-5] the next draw leaves out whom it planned for, by code F, takes the next tickets, and every verifier passes it', async () => {
    await layPrepared(stores, 'batch-2026-002', anEntry({ ...ALL, targets: frameNo(2) }));
    await drawAll(stores, 'batch-2026-002');
    await publish(stores, 'batch-2026-002');
    expect(await excludedOf(stores, 'batch-2026-002')).toBe([...first].sort().map((id) => `${id},F\n`).join(''));
    expect((await readManifest(stores, { batchId: 'batch-2026-002', drawNo: 1 })).item).toMatchObject({ excluded: { count: 2 }, strata: [{ eligible: 4, k: 4 }], capBase: 6 });
    expect([...(await drawnOf(stores, 'batch-2026-002'))].sort()).toEqual(FIRMS.filter((id) => !first.includes(id)));
    expect(await verdict(stores, 'batch-2026-002', 1, 'witness')).toMatch(/^PASS/);
  });

  test('[NR-5] names nobody who is outside the frame of the draw', async () => {
    const odd = [1, 3, 5].map(creditCode);
    await layPrepared(stores, 'batch-2026-005', anEntry({ ...ALL, targets: { description: '一区', frame: { regions: ['510811'] } } }));
    await must(freeze(stores, 'batch-2026-005'));
    expect(await excludedOf(stores, 'batch-2026-005')).toBe(first.filter((id) => odd.includes(id)).sort().map((id) => `${id},F\n`).join(''));
    expect((await readManifest(stores, { batchId: 'batch-2026-005', drawNo: 1 })).item).toMatchObject({ strata: [{ eligible: odd.filter((id) => !first.includes(id)).length }], capBase: 3 });
  });

  test('[NR-5] the ground of each exclusion lies with supervisors and witnesses, and not in public', async () => {
    const file = await readWitnessFile(stores, { batchId: 'batch-2026-002', file: 'exclusions.json', now: instant(AT.draw) });
    if (!file.ok) throw new Error(file.error.code);
    const ground = JSON.parse(file.value.content ?? '') as { readonly excluded: readonly { readonly id: string }[] };
    expect(ground).toMatchObject({ cap: 1, year: 2026 });
    expect(ground.excluded).toEqual([...first].sort().map((id) => ({ id, code: 'F', visits: [{ inspectionId: `batch-2026-001:${id}`, department: LEAD, kind: 'planned' }] })));
    expect(await stores.published.head('draws/batch-2026-002/1/witness/exclusions.json')).toBeUndefined();
  });

  test('[NR-5] an entry of an exempt kind leaves nobody out, and its visits are not counted', async () => {
    await layPrepared(stores, 'batch-2026-003', anEntry({ ...ALL, targets: frameNo(3), uncounted: { kind: 'assigned', reason: '省市场监管局交办' } }));
    await drawAll(stores, 'batch-2026-003');
    await publish(stores, 'batch-2026-003');
    expect(await excludedOf(stores, 'batch-2026-003')).toBe('');
    await must(dispatch(stores, 'batch-2026-003'));
    expect(await readLedger(stores.lifecycle, 2026, first[0] ?? '')).toMatchObject({ counted: 1, visits: [{}, { kind: 'assigned' }] });
  });

  test('[NR-5] where everybody has had the visits of the year, there is nothing to draw', async () => {
    await must(dispatch(stores, 'batch-2026-002'));
    await layPrepared(stores, 'batch-2026-004', anEntry({ ...ALL, targets: frameNo(4) }));
    expect(await freeze(stores, 'batch-2026-004')).toMatchObject({ ok: false, error: { code: 'nothing-to-draw' } });
  });

  test('[GS-6] [NR-5] an entry of the same coordination group may draw whom it will visit together with another', async () => {
    const together = await city(3, 1);
    await layPrepared(together, 'batch-2026-001', anEntry({ ...ALL, targets: frameNo(1), coordination: 'food' }));
    await drawAll(together, 'batch-2026-001');
    await publish(together, 'batch-2026-001');
    await must(dispatch(together, 'batch-2026-001'));
    await layPrepared(together, 'batch-2026-002', anEntry({ ...ALL, targets: frameNo(2), coordination: 'food' }));
    await drawAll(together, 'batch-2026-002');
    await publish(together, 'batch-2026-002');
    await must(dispatch(together, 'batch-2026-002'));
    expect(await excludedOf(together, 'batch-2026-002')).toBe('');
    for (const id of FIRMS.slice(0, 3)) {
      expect(await readLedger(together.lifecycle, 2026, id)).toMatchObject({ counted: 1, visits: [{}, { shares: `batch-2026-001:${id}` }] });
      const sheet = await viewVisit(together.lifecycle, `batch-2026-002:${id}`);
      expect(sheet.ok && sheet.value.forms.map(({ inspectionId, items: all }) => [inspectionId, all.length])).toEqual([[`batch-2026-002:${id}`, 2], [`batch-2026-001:${id}`, 2]]);
      const form = (await formsOf(together.lifecycle, 'batch-2026-002')).find(({ targetId }) => targetId === id);
      const notice = Buffer.from((form !== undefined && 'notice' in form && form.notice !== undefined ? await together.evidence.get(form.notice.key) : undefined) ?? []).toString();
      expect(notice).toMatch(/合并为一次入企.*batch-2026-001-000\d/);
    }
  });
});

test('[NR-5] two draws frozen before either was dispatched make one visit of whom both drew', { timeout: 60_000 }, async () => {
  const stores = await city(3, 1);
  for (const [i, batchId] of ['batch-2026-001', 'batch-2026-002'].entries()) {
    await layPrepared(stores, batchId, anEntry({ ...ALL, targets: frameNo(i + 1) }));
    await drawAll(stores, batchId);
    await publish(stores, batchId);
  }
  await must(dispatch(stores, 'batch-2026-001'));
  await must(dispatch(stores, 'batch-2026-002'));
  for (const id of FIRMS.slice(0, 3)) {
    expect(await readLedger(stores.lifecycle, 2026, id)).toMatchObject({ counted: 1, version: 2, visits: [{ inspectionId: `batch-2026-001:${id}` }, { inspectionId: `batch-2026-002:${id}`, shares: `batch-2026-001:${id}` }] });
  }
});
