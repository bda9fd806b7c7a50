import type { Form } from '../inspection/form.ts';
import type { BatchIn } from '../plan/batch.ts';
import type { BatchResults } from './batch-results.ts';
import { reconcileForms } from './reconcile-forms.ts';
import { RESULTS_JSON, RESULTS_NOTICE } from './results-file.ts';

/** A published batch as a whole: counts and rates, the clocks with what was late, and the exempt by number only (GY-15, GY-19, GY-21, GY-22). */
export const batchResultsOf = (
  batch: BatchIn<'published' | 'archived'>,
  forms: readonly Form[],
  receipts: Readonly<Record<string, number>>,
): BatchResults => ({
  shape: 1,
  batchId: batch.batchId,
  year: batch.year,
  name: batch.entry.name,
  lead: forms[0]?.tasks.find(({ department }) => department === batch.entry.leadDepartment)?.departmentName ?? batch.entry.leadDepartment,
  stage: batch.stage,
  publishedAt: batch.publishedAt,
  reconciliation: reconcileForms(batch.drawnCount, forms, receipts),
  clocks: {
    ...provisionalOf(batch),
    organiseBy: batch.organiseBy,
    organisedOn: batch.organisedOn,
    organisedLate: forms.filter((form) => 'organisedLate' in form && form.organisedLate).length,
    inspectedOn: batch.inspectedOn,
    enterBy: batch.enterBy,
    enteredOn: batch.enteredOn,
    enteredLate: forms.filter((form) => 'enteredLate' in form && form.enteredLate).length,
  },
  exempt: forms.filter(({ stage }) => stage === 'exempt').map(({ taskNo, targetId }) => ({ taskNo, id: targetId })),
  files: [RESULTS_JSON, RESULTS_NOTICE],
});

const provisionalOf = ({ organiseCount, enterCount }: BatchIn<'published' | 'archived'>): Pick<BatchResults['clocks'], 'provisional'> => {
  const provisional = [...(organiseCount?.provisional ? (['organiseBy'] as const) : []), ...(enterCount?.provisional ? (['enterBy'] as const) : [])];
  return provisional.length === 0 ? {} : { provisional };
};
