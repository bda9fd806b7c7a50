import type { Instant } from '../kernel/instant.ts';
import type { FormIn } from '../inspection/form.ts';
import { isResultCode, LOSS_CODES, publicLossCode } from '../inspection/loss-code.ts';
import { RESULT_CODES } from '../inspection/result-code.ts';
import type { Batch } from '../plan/batch.ts';
import type { PublicResult } from './public-result.ts';

/**
 * What the public learns of an entered form, or of one that ended because its target was lost: the members of the public result notice and no other (NR-11). Officers are those who were present, by name and
 * certificate number; notes, evidence and the enterprise's address stay inside.
 */
export const publicResultOf = (form: FormIn<'entered' | 'lost'>, batch: Batch, publishedAt: Instant): PublicResult => {
  const authority = (code: string): string => form.tasks.find(({ department }) => department === code)?.departmentName ?? code;
  const lead = form.tasks.filter(({ department }) => department === form.leadDepartment);
  const others = form.tasks.filter(({ department }) => department !== form.leadDepartment);
  return {
    shape: 1,
    planNo: batch.entry.proposalId,
    planName: batch.entry.name,
    taskNo: form.taskNo,
    taskName: `${batch.entry.name}（${form.batchId}）`,
    type: { draw: 'directed', scope: batch.entry.scope },
    enterprise: { id: form.targetId, name: form.enterprise.name },
    authorities: [...lead, ...others].map(({ departmentName }) => departmentName),
    officers: (form.stage === 'lost' ? [] : form.tasks.flatMap(({ officers }) => officers).filter(({ officerId }) => form.officersPresent.includes(officerId)))
      .map(({ name, certificateNo, from }) => ({ name, certificateNo, ...(from === undefined ? {} : { from: from.name }) })),
    completedOn: form.stage === 'lost' ? form.loss.on : form.visitedOn,
    items: form.stage === 'lost' ? lostItems(form, authority) : form.results.map(({ itemId, department, codes }) => ({
      name: form.items.find((item) => item.itemId === itemId)?.name ?? itemId,
      authority: authority(department),
      codes,
      result: codes.map((code) => RESULT_CODES[code].zh).join('；'),
    })),
    publishedAt,
  };
};

/** Every item of a target that could not be inspected ends with the code of its loss; for want of officers or of room in the year there is no code, since that says nothing of the enterprise (BY-6); of the latter only that the visit could not take place (NR-9). */
const lostItems = ({ items, loss: { code } }: FormIn<'lost'>, authority: (code: string) => string): PublicResult['items'] =>
  items.map(({ name, department }) => ({ name, authority: authority(department), codes: isResultCode(code) ? [code] : [], result: LOSS_CODES[publicLossCode(code)].zh }));
