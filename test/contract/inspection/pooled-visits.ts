import { storesFrom } from '../../../functions/kit/context.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { archiveBatch } from '../../../shared/publication/archive-batch.ts';
import { pushResults } from '../../../shared/publication/push-results.ts';
import { reconcileBatch } from '../../../shared/publication/reconcile.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { openChannel } from '../../support/channel.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anOfficer } from '../../support/registry-samples.ts';
import { layDispatched } from '../draw/losses-scene.ts';
import { EMPTY, layLender, LENDER, pooledUnder } from '../draw/pooled-city.ts';
import { byStep, must, officer, OTHER } from '../draw/scene.ts';

export const BATCH = 'batch-2026-001';

/** What a step works with at `now`. */
export const stepOf = (stores: Stores, now: string) => ({ stores, profile: guangyuan, act: byStep('test', now) });

/** A batch whose notices are out and whose department 02 is helped by the lender's officers; the functions read its record. */
export const openPooledVisits = async (): Promise<{ readonly record: TestRecord; readonly forms: readonly Form[] }> => {
  const record = await openRecord();
  Object.assign(process.env, { PROFILE: 'guangyuan' });
  storesFrom(() => record.stores);
  await layLender(record.stores);
  await must(record.stores.transact([officer(record.stores, anOfficer(EMPTY, 1, { active: false }))]));
  // None of the department's own is versed in it, so that all its seats go to those pooled.
  const departments = pooledUnder(LENDER, EMPTY).map((one) => (one.code === OTHER ? { ...one, specialty: '消防' } : one));
  return { record, forms: await layDispatched(record.stores, BATCH, { reserve: 1, departments }) };
};

/** Pushes to both channels, which take everything, and closes the batch. */
export const archive = async (stores: Stores): Promise<void> => {
  const { url, close } = await openChannel();
  for (const name of ['publicity-system', 'credit-platform']) await must(pushResults(stepOf(stores, '2026-04-14T09:00:00+08:00'), { batchId: BATCH, channel: name, retry: 0, url }));
  close();
  await must(reconcileBatch(stepOf(stores, '2026-04-14T10:00:00+08:00'), BATCH));
  await must(archiveBatch(stepOf(stores, '2026-04-15T09:00:00+08:00'), BATCH));
};
