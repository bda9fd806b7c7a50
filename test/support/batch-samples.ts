import { instant } from '../../shared/kernel/instant.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import type { BatchIn } from '../../shared/plan/batch.ts';
import { aContent } from './plan-samples.ts';

/** A batch as the published plan schedules it: led by 01 with 08, from 16 March. */
export const aScheduledBatch: BatchIn<'scheduled'> = {
  stage: 'scheduled', batchId: 'batch-2026-001', year: 2026, escalations: [], version: 1,
  entry: { ...aContent({ participatingDepartments: ['08'], items: ['food-sales', 'fire-safety'] }), proposalId: '2026-01-01', scope: 'joint' },
};

/** The same once it is drawn, on 24 March. */
export const aBatchDrawn: BatchIn<'drawn'> = {
  ...aScheduledBatch,
  stage: 'drawn',
  scheme: {
    visit: { from: localDate('2026-03-25'), to: localDate('2026-05-29') }, departments: [{ code: '01', seats: 2 }, { code: '08', seats: 2 }], reserve: 10,
    ceremony: { participants: (['lead', 'office', 'witness'] as const).map((role, i) => ({ id: role, role, name: role, key: String(i).repeat(64) })), commitBy: instant('2026-03-20T12:00:00+08:00'), revealBy: instant('2026-03-21T12:00:00+08:00') },
  },
  schemeBy: 'operator-01', schemeAt: instant('2026-03-17T09:00:00+08:00'), attempt: 1,
  drawnOn: localDate('2026-03-24'), transcriptHash: '0'.repeat(64), drawnCount: 3, organiseBy: localDate('2026-03-31'), finishBy: localDate('2026-11-20'), version: 5,
};
