import { getInbox } from '../../../shared/api/inbox.ts';
import { confirmReceipt, listReceipts } from '../../../shared/api/publication.ts';
import { getYear } from '../../../shared/api/years.ts';
import { OFFICES } from '../../rehearsal/city/people.ts';
import { lookBehindBlinds } from './blinded-directory.ts';
import type { Scene } from './scene.ts';

/** At the end of the year the channels' integrator confirms what stands there (GY-20), and the conference looks at what it was told. */
export const lookAround = async (scene: Scene): Promise<void> => {
  const { truth, hand, duties, city: { year, rules } } = scene;
  await hand.read(OFFICES.supervisor, getYear, { params: { year } });
  await hand.read(OFFICES.conference, getInbox, { query: {} });
  for (const batch of await truth.batches()) {
    const { batchId } = batch;
    if (rules?.isBlinded === true && 'attempt' in batch) await lookBehindBlinds(scene, batch);
    const { items } = await hand.read(OFFICES.integrator, listReceipts, { params: { batchId }, query: {} });
    for (const { receiptId } of items.slice(0, 2)) {
      await duties.perform({ user: OFFICES.integrator, endpoint: confirmReceipt, input: { params: { receiptId } }, key: `confirm/${receiptId}`, outsiders: [OFFICES.administrator] });
    }
  }
};
