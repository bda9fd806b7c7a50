import { recordAttendance } from '../../../shared/api/batches.ts';
import { addSeconds, type Instant } from '../../../shared/kernel/instant.ts';
import type { Action } from '../action.ts';
import { OFFICES } from '../city/people.ts';
import type { Scene } from '../scene.ts';
import { plannedOf } from './planned-of.ts';

/** After the draw the conference office records which of the invited observers came (GS-3). */
export const conferenceRecordsWhoCame = async ({ desk, truth }: Scene, batchId: string, since: Instant): Promise<readonly Action[]> => {
  const [batch, { attempt }] = await Promise.all([truth.batch(batchId), truth.draw(batchId)]);
  const open = (attempt?.observers ?? []).filter(({ attended }) => attended === undefined);
  return open.map(({ id }, turn) => {
    const key = `${batchId}/attendance/${id}`;
    const attended = plannedOf(batch).observers?.find((one) => one.id === id)?.comes ?? false;
    return {
      at: addSeconds(since, (turn + 1) * 600),
      key,
      subject: `draw/${batchId}`,
      run: async () => void (await desk.ask(OFFICES.conference, recordAttendance, { params: { batchId }, body: { id, attended }, idempotencyKey: key })),
    };
  });
};
