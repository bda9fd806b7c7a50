import { createHash } from 'node:crypto';
import { reportLostTarget, uploadEvidence } from '../../../shared/api/inspections.ts';
import { atTime } from '../../../shared/kernel/instant.ts';
import type { Action } from '../action.ts';
import { headOf, operatorOf } from '../city/people.ts';
import { befalls } from '../story.ts';
import { weekdaysAfter } from '../weekdays.ts';
import { step, type FormAtHand } from './form-at-hand.ts';

/**
 * Once all visits are organised, the enterprise of one turns out to have closed: the operator puts the evidence in, the head records the loss, and the next ticket of the reserve
 * takes the place; nobody chooses it (BY-3). Undefined for all other forms.
 */
export const targetTurnsOutClosed = (at: FormAtHand): Action | undefined => {
  const { form, planned, place, batch } = at;
  if (place !== 0 || !befalls('targetLost', planned) || form.calledIn !== undefined || !('organisedOn' in batch)) return undefined;
  return step(at, 'lost-target', atTime(weekdaysAfter(batch.organisedOn, 1), '10:00'), async ({ scene: { desk, truth } }, key) => {
    const { inspectionId, leadDepartment, batchId } = form;
    const bytes = Buffer.from(`现场核查照片\n检查表 ${inspectionId}\n门店已关闭\n`);
    const piece = { sha256: createHash('sha256').update(bytes).digest('hex'), name: '现场照片.txt', contentType: 'text/plain' };
    const { url, headers } = await desk.ask(operatorOf(leadDepartment), uploadEvidence, { params: { inspectionId }, body: piece });
    const answer = await fetch(url, { method: 'PUT', headers, body: bytes });
    if (!answer.ok) throw new Error(`the evidence of ${inspectionId} was not taken: ${answer.status} ${await answer.text()}`);
    const body = { code: '08' as const, ground: '现场核查，门店已关闭，登记机关正在办理注销', evidence: [piece] };
    await desk.ask(headOf(leadDepartment), reportLostTarget, { params: { inspectionId }, body, idempotencyKey: key });
    truth.forget(`batch/${batchId}`);
  });
};
