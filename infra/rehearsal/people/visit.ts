import { completeInspection, recordItemResult } from '../../../shared/api/inspections.ts';
import { inspectorUser, type User } from '../city/people.ts';
import type { Form } from '../truth.ts';
import { uploadFor } from './evidence.ts';
import { findingOf } from './findings.ts';
import type { FormAtHand } from './form-at-hand.ts';

/** The officers make the visit; one of the lead department records it, and each department writes its items (NR-2, BY-6). */
export const visit = async (at: FormAtHand, key: string): Promise<void> => {
  const { scene: { desk, truth }, form } = at;
  if (form.stage !== 'organised') throw new Error(`${form.inspectionId} is not organised`);
  const officersPresent = form.tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId));
  const helpers = (form.assistants ?? []).map(({ expertId }) => expertId);
  const made = await desk.ask(officerOf(form, form.leadDepartment), completeInspection, {
    params: { inspectionId: form.inspectionId }, body: { visitedOn: form.visitOn, officersPresent, ...(helpers.length === 0 ? {} : { assistantsPresent: helpers }) }, idempotencyKey: key,
  });
  truth.keepForm(made);
  await recordFindings({ ...at, form: made });
};

/** What was found, item by item; an item without result stays open until somebody writes it (BY-6). */
export const recordFindings = async (at: FormAtHand): Promise<void> => {
  const { scene: { desk, truth }, form } = at;
  const { inspectionId } = form;
  const open = form.items.filter(({ itemId }) => form.results.every((result) => result.itemId !== itemId));
  for (const { itemId, department } of open) {
    const officer = officerOf(form, department);
    const { needsEvidence, ...finding } = findingOf(at, itemId);
    const evidence = needsEvidence ? [await uploadFor(desk, officer, inspectionId, itemId)] : [];
    const body = { ...finding, evidence };
    truth.keepForm(await desk.ask(officer, recordItemResult, { params: { inspectionId, itemId }, body, idempotencyKey: `${inspectionId}/result/${itemId}` }));
  }
};

const officerOf = ({ inspectionId, tasks }: Form, department: string): User => {
  const officer = tasks.find((task) => task.department === department)?.officers[0];
  if (officer === undefined) throw new Error(`${inspectionId}: department ${department} sent nobody`);
  return inspectorUser({ ...officer, department });
};
