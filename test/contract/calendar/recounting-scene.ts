import { expect } from 'vitest';
import type { NoticeContent } from '../../../shared/calendar/holiday-notice.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { loadNotice } from '../../../shared/lifecycle/load-notice.ts';
import { registerAwait } from '../../../shared/lifecycle/register-await.ts';
import { viewInbox } from '../../../shared/lifecycle/view-inbox.ts';
import { findBatch } from '../../../shared/plan/batch-store.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { actOf, person } from '../../support/people.ts';
import { wholeTrail } from '../../support/trail.ts';
import { layLateBatch, stepAt, winter } from './late-year.ts';

/** An administrator hands in the holiday notice of 2027. */
export const load = (stores: Stores, content: NoticeContent, now: string, ifMatch?: number) =>
  loadNotice({ stores, profile: guangyuan, act: actOf(person('administrator'), { now: winter(now), idempotency: { key: now, request: 'r' } }) }, { year: 2027, content, ifMatch });

/** A batch that waits for its results by a provisional deadline, 18 January 2027. */
export const awaiting = async (stores: Stores, batchId: string, targets = 1): Promise<string> => {
  await layLateBatch(stores, batchId, targets);
  await closeStage(stepAt(stores, batchId, '2026-12-21T18:00:00'), batchId, 'inspected');
  await registerAwait(stepAt(stores, batchId, '2026-12-21T18:00:01'), { subject: `batch/${batchId}`, wait: 'results', token: `token-${batchId}` });
  expect(await findBatch(stores.lifecycle, batchId)).toMatchObject({ enterBy: '2027-01-18', enterCount: { provisional: true } });
  return batchId;
};
/** By when the batch is to be entered, and whether that is provisional. */
export const deadlineOf = async (stores: Stores, batchId: string) => {
  const batch = await findBatch(stores.lifecycle, batchId);
  return batch !== undefined && 'enterBy' in batch ? [batch.enterBy, batch.enterCount?.provisional] : undefined;
};
/** How often the batch's deadline was counted again. */
export const recountsOf = async (stores: Stores, batchId: string) => (await wholeTrail(stores.lifecycle, `batch/${batchId}`)).filter(({ action }) => action === 'deadline.recount').length;
/** The letters to `who` about another deadline. */
export const lettersTo = async (stores: Stores, who: ReturnType<typeof person>) => {
  const viewed = await viewInbox({ stores, act: actOf(who) }, 100);
  return viewed.ok ? viewed.value.items.filter(({ kind }) => kind === 'deadline') : [];
};
/** Stores whose process dies at the `at`-th transaction, before or after its effect. */
export const dying = (stores: Stores, at: number, effect: 'before' | 'after'): Stores => {
  let count = 0;
  return {
    ...stores,
    transact: async (writes) => {
      count += 1;
      if (count > at || (count === at && effect === 'before')) throw new Error('the process died');
      const done = await stores.transact(writes);
      if (count >= at) throw new Error('the process died');
      return done;
    },
  };
};
