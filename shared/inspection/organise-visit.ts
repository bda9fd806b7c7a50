import { dateOf } from '../kernel/instant.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import type { Batch } from '../plan/batch.ts';
import { findYear } from '../plan/year-store.ts';
import { visitCapIn } from '../plan/visit-cap.ts';
import { changeForm } from './change-form.ts';
import type { PersonInspectionContext } from './context.ts';
import { organiseVisitOf, visitAskedBy } from './form-visit.ts';
import { partsOf, type Form } from './form.ts';
import type { Method } from './method.ts';
import { judgeLateness } from './lateness.ts';
import { asDepartment } from './part-rule.ts';
import { inStage } from './stage-rule.ts';
import { judgeMethod, judgeVisitDay } from './visit-rule.ts';

/** What the lead department decides of a visit. */
export interface Visit {
  readonly visitOn: LocalDate;
  readonly method: Method;
  readonly aids?: readonly Method[] | undefined;
}

/**
 * The lead department fixes day and method, once every department has claimed its part; late after the batch's `organiseBy` (GY-15, GY-16).
 * A second time moves the visit and keeps the day it was first organised. The enterprise's ledger must have room for it (NR-5).
 */
export const organiseVisit = async (context: PersonInspectionContext, inspectionId: string, visit: Visit): Promise<Result<Form, Refusal>> => {
  const loaded = await loadBatch(context.stores.lifecycle, partsOf(inspectionId)?.batchId ?? '');
  if (!loaded.ok) return loaded;
  const batch = loaded.value;
  const cap = visitCapIn(await findYear(context.stores.lifecycle, batch.year));
  return changeForm(context, {
    inspectionId,
    action: 'inspection.organise',
    decide: (form) => decide(context, form, batch, visit),
    ledger: (ledger, after) => {
      if (!('scheme' in batch) || after.stage !== 'organised') throw new Error(`${inspectionId} was organised as ${after.stage}`);
      const { visitOn, organisedOn } = after;
      return organiseVisitOf(ledger, visitAskedBy(batch, inspectionId), { visitOn, organisedOn, today: dateOf(context.act.now), cap });
    },
  });
};

/** The 5 working days of GY-15: the batch's, or of a target called in its own, counted from the day its officers were drawn. */
const organiseDeadline = ({ calledIn }: Form, batch: Extract<Batch, { organiseBy: unknown }>) =>
  calledIn?.organiseBy === undefined ? { by: batch.organiseBy, count: batch.organiseCount } : { by: calledIn.organiseBy, count: calledIn.organiseCount };

const decide = ({ act }: PersonInspectionContext, form: Form, batch: Batch, visit: Visit): Result<Form, Refusal> => {
  const permitted = asDepartment(act.actor, 'inspection.organise', form.leadDepartment);
  if (!permitted.ok) return permitted;
  const staged = inStage(form, 'noticed', 'organised');
  if (!staged.ok) return staged;
  if (!('organiseBy' in batch)) return refuse('form-not-in-stage', { facts: { stage: batch.stage } });
  const unclaimed = form.tasks.filter(({ claimed }) => claimed === undefined).map(({ department }) => department);
  if (unclaimed.length > 0) return refuse('tasks-unclaimed', { facts: { departments: unclaimed.join(', ') } });
  const today = dateOf(act.now);
  const day = judgeVisitDay(visit.visitOn, today, batch.scheme.visit);
  if (!day.ok) return day;
  const aids = visit.aids ?? [];
  const method = judgeMethod(visit.method, aids, batch.entry.methods);
  if (!method.ok) return method;
  const organisedOn = staged.value.stage === 'organised' ? staged.value.organisedOn : today;
  return ok({
    ...staged.value,
    stage: 'organised',
    visitOn: visit.visitOn,
    method: visit.method,
    aids: [...aids],
    organisedOn,
    ...judgeLateness(staged.value, 'organised', organisedOn, organiseDeadline(form, batch)),
  });
};
