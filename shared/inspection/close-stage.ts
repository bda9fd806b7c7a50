import type { Calendar } from '../calendar/calendar.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { hasReached, type Batch } from '../plan/batch.ts';
import { readCalendar } from '../plan/calendar-store.ts';
import { countDeadline } from '../plan/deadline.ts';
import type { Profile } from '../profile/profile.ts';
import type { InspectionContext } from './context.ts';
import { formsOf } from './form-store.ts';
import type { Form } from './form.ts';
import { moveBatch } from './move-batch.ts';
import { formHasReached, isPending } from './progress-step.ts';
import { closeResults } from './progress-store.ts';

/** The stages a batch closes when all of its forms have reached them. */
export type ClosedStage = 'organised' | 'inspected' | 'entered';

/**
 * Moves a batch on once every form has reached the stage, those called in too; the forms themselves are asked, not their count.
 * Refused with `forms-open`, and as `entered` with `non-disclosure-undecided` while a head has not decided (GY-22). Closing again answers the same. The 20 working days of GY-19 begin on the day of the last visit.
 */
export const closeStage = (context: InspectionContext, batchId: string, stage: ClosedStage): Promise<Result<Batch, Refusal>> =>
  moveBatch(context, {
    batchId,
    action: `batch.${stage}`,
    decide: async (batch) => {
      if (hasReached(batch.stage, stage)) return ok(undefined);
      const { lifecycle } = context.stores;
      const [forms, { calendar }] = await Promise.all([formsOf(lifecycle, batchId), readCalendar(lifecycle)]);
      const undecided = forms.filter(isPending).length;
      if (stage === 'entered' && undecided > 0) return refuse('non-disclosure-undecided', { facts: { count: undecided } });
      const open = 'drawnCount' in batch ? Math.max(0, batch.drawnCount - forms.filter((form) => formHasReached(form.stage, stage)).length, forms.filter((form) => !formHasReached(form.stage, stage)).length) : 1;
      return open > 0 ? refuse('forms-open', { facts: { count: open, stage } }) : ok(closed(batch, stage, forms, { profile: context.profile, calendar }));
    },
    also: (after) => (after.stage === 'entered' ? [closeResults(context.stores.lifecycle, batchId, context.act.now)] : []),
  });

const closed = (batch: Batch, stage: ClosedStage, forms: readonly Form[], { profile, calendar }: { readonly profile: Profile; readonly calendar: Calendar }): Batch => {
  if (stage === 'organised' && batch.stage === 'dispatched') {
    return { ...batch, stage, organisedOn: latest(forms, (form) => ('organisedOn' in form ? form.organisedOn : undefined) ?? lostOn(form)) };
  }
  if (stage === 'inspected' && batch.stage === 'organised') {
    const inspectedOn = latest(forms, (form) => ('visitedOn' in form ? form.visitedOn : lostOn(form)));
    const enterCount = countDeadline(calendar, inspectedOn, profile.enter.workingDays);
    return { ...batch, stage, inspectedOn, enterBy: enterCount.date, enterCount };
  }
  if (stage === 'entered' && batch.stage === 'inspected') {
    return { ...batch, stage, enteredOn: latest(forms, (form) => ('enteredOn' in form ? form.enteredOn : lostOn(form))) };
  }
  throw new Error(`${batch.batchId} is ${batch.stage} and cannot be closed as ${stage}`);
};

// Of a lost target everything is over the day it is lost.
const lostOn = (form: Form): LocalDate | undefined => (form.stage === 'lost' ? form.loss.on : undefined);

const latest = (forms: readonly Form[], dayOf: (form: Form) => LocalDate | undefined): LocalDate => {
  const days = forms.flatMap((form) => dayOf(form) ?? []).sort();
  const last = days.at(-1);
  if (last === undefined) throw new Error('no form carries the day');
  return last;
};
