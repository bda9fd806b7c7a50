import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Recounted } from '../plan/batch-deadlines.ts';
import { BULK_WRITES, chunks } from './chunks.ts';
import type { InspectionContext } from './context.ts';
import { formsOf, putForm } from './form-store.ts';
import type { Form } from './form.ts';
import { rejudgeLateness } from './lateness.ts';

type Context = Pick<InspectionContext, 'act'> & { readonly stores: Pick<InspectionContext['stores'], 'lifecycle' | 'transact'> };

const JUDGED = { organiseBy: 'organised', enterBy: 'entered' } as const;

/**
 * Judges the late forms of a batch again by deadlines that were counted again, in their favour only, up to 97 forms a transaction with one entry in the
 * batch's trail. Runs again without harm: what was judged again is left alone. Answers how many forms changed; refused with `changed-meanwhile` if somebody works on one of them.
 */
export const rejudgeForms = async ({ stores, act }: Context, batchId: string, recounted: readonly Recounted[]): Promise<Result<number, Refusal>> => {
  const changes = (await formsOf(stores.lifecycle, batchId)).flatMap((before) => {
    const after = rejudged(before, recounted);
    return after === undefined ? [] : [{ before, after }];
  });
  for (const some of chunks(changes, BULK_WRITES)) {
    const detail = { deadlines: recounted, forms: some.map(({ before, after }) => ({ inspectionId: after.inspectionId, version: after.version, before: latenessOf(before), after: latenessOf(after) })) };
    const deed = { stream: `batch/${batchId}`, action: 'inspection.rejudge', subject: `batch/${batchId}`, detail };
    const done = await commit(stores, act, deed, some.map(({ before, after }) => putForm(stores.lifecycle, before, after)));
    if (!done.ok) return refuse('changed-meanwhile');
  }
  return ok(changes.length);
};

const rejudged = (form: Form, recounted: readonly Recounted[]): Form | undefined => {
  let now: Form = form;
  for (const { deadline, after: by, count } of recounted) {
    if (now.stage !== 'organised' && now.stage !== 'inspected' && now.stage !== 'entered') return undefined;
    // A target called in has its own clock.
    if (deadline === 'organiseBy' && now.calledIn?.organiseBy !== undefined) continue;
    now = rejudgeLateness(now, JUDGED[deadline], { by, count }) ?? now;
  }
  return now === form ? undefined : { ...now, version: form.version + 1 };
};

const latenessOf = (form: Form) => ({
  ...('organisedLate' in form ? { organisedLate: form.organisedLate } : {}),
  ...('enteredLate' in form ? { enteredLate: form.enteredLate } : {}),
});
