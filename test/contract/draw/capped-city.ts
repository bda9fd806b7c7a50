import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { dispatchNotices } from '../../../shared/inspection/dispatch-notices.ts';
import type { PlanEntry } from '../../../shared/plan/entry.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { departments } from '../../../shared/registry/department-store.ts';
import { items } from '../../../shared/registry/item-store.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { project } from '../../../shared/store/write.ts';
import { openMemoryRecord } from '../../support/memory-record.ts';
import { anItem, creditCode } from '../../support/registry-samples.ts';
import { anEntry, AT, byStep, layDirectories, LEAD, must, OTHER, setKey } from './scene.ts';

/** The enterprises of a city, sorted; a smaller one has the first of them. */
export const FIRMS = Array.from({ length: 6 }, (_, i) => creditCode(i + 1)).sort();
/** An entry that draws everybody. */
export const ALL: Partial<PlanEntry> = { ratio: '1/1', exceedance: { ground: 'superior-order', limitBp: 10_000, reason: '名录库规模小' } };

/** A city of `count` enterprises whose plan allows `visitsPerYear`. */
export const city = async (count: number, visitsPerYear: number): Promise<Stores> => {
  const { stores } = openMemoryRecord();
  await layDirectories(stores, count);
  await setKey(stores);
  const firstEntry = 'f'.repeat(64);
  await must(stores.transact([
    ...[LEAD, OTHER].map((code) => departments.create(stores.registry, { code, name: `部门${code}`, kind: 'enforcing', version: 1 })),
    items.create(stores.registry, { ...anItem('food-sale', LEAD), firstEntry, version: 1 }),
    items.create(stores.registry, { ...anItem('fire-exits', OTHER), firstEntry, version: 1 }),
    project(stores.lifecycle, {
      pk: 'YEAR#2026', sk: 'YEAR', shape: 1, year: 2026, stage: 'compiled', openedAt: AT.scheme, submitBy: '2025-12-31', issueBy: '2026-01-31', finishBy: '2026-11-20', escalations: [], closedAt: AT.scheme, missing: [],
      compiledAt: AT.scheme, compiledBy: { sub: 'c', name: 'c' }, visitsPerYear, version: 4, entries: [{ ...anEntry(), batchId: 'batch-2026-001' }],
    }),
  ]));
  return stores;
};

export const dispatch = (stores: Stores, batchId: string, now: string = AT.draw) => dispatchNotices({ stores, profile: guangyuan, act: byStep('dispatch', now) }, batchId);

export const publish = (stores: Stores, batchId: string) => must(publishDraw({ stores, profile: guangyuan, act: byStep('publish-draw', AT.draw) }, batchId));
