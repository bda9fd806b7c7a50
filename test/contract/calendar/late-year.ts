import { expect } from 'vitest';
import { chunks } from '../../../shared/inspection/chunks.ts';
import { createForm } from '../../../shared/inspection/form-store.ts';
import { createProgress } from '../../../shared/inspection/progress-store.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { createBatch } from '../../../shared/plan/batch-store.ts';
import type { BatchIn } from '../../../shared/plan/batch.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Executions } from '../../../shared/store/executions.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { aBatchDrawn } from '../../support/batch-samples.ts';
import { actOf } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { aForm, aResultOf } from '../../unit/inspection/samples.ts';

const executions = { wake: async () => true } as unknown as Executions;

/** An empty record, with the functions' environment naming it. */
export const openCalendarRecord = async (): Promise<TestRecord> => {
  const record = await openRecord({ executions });
  Object.assign(process.env, { REGISTRY_TABLE: record.stores.registry.name, LIFECYCLE_TABLE: record.stores.lifecycle.name, PROFILE: 'guangyuan' });
  return record;
};

/** A moment of winter 2026, Asia/Shanghai. */
export const winter = (text: string) => instant(`${text}+08:00`);

/** What a step of `batchId` works with at `now`. */
export const stepAt = (stores: Stores, batchId: string, now: string) => ({
  stores, profile: guangyuan, act: actOf({ kind: 'step', execution: batchId, step: 'test' } as const, { now: winter(now) }),
});

/** The inspection of the batch's one target `n`. */
export const targetOf = (n: number): string => `9151080000000${String(n).padStart(5, '0')}`;

/**
 * Lays a batch of 01 with 08 that was organised in December 2026, all of its visits made by 21 December: twenty working days from then reach into 2027.
 * `targets` forms, inspected, with a result for each item.
 */
export const layLateBatch = async ({ lifecycle, transact }: Stores, batchId: string, targets = 1): Promise<void> => {
  const batch: BatchIn<'organised'> = {
    ...aBatchDrawn, batchId, stage: 'organised', drawnOn: localDate('2026-12-10'), organiseBy: localDate('2026-12-17'), drawnCount: targets, finishBy: localDate('2026-12-25'),
    dispatchedAt: winter('2026-12-10T10:00:00'), organisedOn: localDate('2026-12-15'), version: 1,
  };
  const forms = Array.from({ length: targets }, (_, i) =>
    aForm('inspected', {
      batchId, targetId: targetOf(i), inspectionId: `${batchId}:${targetOf(i)}`, taskNo: `${batchId}-${String(i + 1).padStart(4, '0')}`, organisedOn: '2026-12-15', visitOn: '2026-12-21', visitedOn: '2026-12-21',
      results: [aResultOf('food-sale', '01'), aResultOf('fire-exits', '02')],
    }),
  );
  expect(await transact([createBatch(lifecycle, batch), createProgress(lifecycle, batchId, targets)])).toMatchObject({ ok: true });
  for (const some of chunks(forms, 90)) expect(await transact(some.map((form) => createForm(lifecycle, form)))).toMatchObject({ ok: true });
};
