import { commit } from '../audit/commit.ts';
import { headAtHand } from '../audit/trail.ts';
import { putLedger, readLedger } from '../draw/freezing/visit-ledger-store.ts';
import type { VisitLedger } from '../draw/freezing/visit-ledger.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { InspectionContext } from './context.ts';
import { loadForm, putForm } from './form-store.ts';
import type { Form } from './form.ts';
import { noteOf } from './form-visit.ts';
import { moveProgress } from './progress-store.ts';
import { progressStep } from './progress-step.ts';
import { checkSight } from './sight.ts';
import type { Write } from '../store/write.ts';

/** A command on one form: which, on which version it was decided, what it is called in the trail, and the decision. */
export interface FormChange {
  readonly inspectionId: string;
  readonly ifMatch?: number | undefined;
  readonly action: string;
  /** The form as it becomes (its version is counted on here), or why not; `as-before` writes nothing. May carry out what must stand before the record does, such as copying evidence. */
  readonly decide: (form: Form) => Decided | Promise<Decided>;
  /** What becomes of the enterprise's ledger of the year in the same transaction, or why not (NR-5); its version is counted on here. Unread unless given. */
  readonly ledger?: (ledger: VisitLedger, after: Form) => Result<VisitLedger, Refusal>;
  /** What is written with it: messages. */
  readonly also?: (after: Form) => readonly Write[];
}

type Decided = Result<Form | 'as-before', Refusal>;

const ATTEMPTS = 5;

/**
 * Load → decide → write one form with its audit link and its batch's count in one transaction. Two departments write on the same form:
 * who named no version decides again on the newer one, who named one is refused. A form that the person may not know of is `not-found` (NR-9).
 */
export const changeForm = async (
  { stores, act }: Pick<InspectionContext, 'act'> & { readonly stores: Pick<InspectionContext['stores'], 'lifecycle' | 'transact'> },
  { inspectionId, ifMatch, action, decide, ledger, also }: FormChange,
): Promise<Result<Form, Refusal>> => {
  for (let attempt = 1; ; attempt++) {
    const stream = `inspection/${inspectionId}`;
    const [loaded, head] = await Promise.all([loadForm(stores.lifecycle, inspectionId), headAtHand(stores.lifecycle, stream)]);
    if (!loaded.ok) return loaded;
    const before = loaded.value;
    const seen = act.actor.kind === 'person' ? await checkSight(stores.lifecycle, act.actor, before) : ok(undefined);
    if (!seen.ok) return seen;
    if (ifMatch !== undefined && ifMatch !== before.version) return refuse('version-outdated', { facts: { yours: ifMatch, current: before.version } });
    const decided = await decide(before);
    if (!decided.ok) return decided;
    if (decided.value === 'as-before') return ok(before);
    const after: Form = { ...decided.value, version: before.version + 1 };
    const visits = await ledgerAfter(stores, after, ledger);
    if (!visits.ok) return visits;
    const done = await commit(
      stores,
      act,
      { stream, action, subject: stream, before: changedMembers(before, after), after, ...(visits.value === undefined ? {} : { detail: { visits: [noteOf(visits.value)] } }) },
      [
        putForm(stores.lifecycle, before, after),
        ...moveProgress(stores.lifecycle, before.batchId, progressStep(before, after)),
        ...(visits.value === undefined ? [] : [putLedger(stores.lifecycle, visits.value)]),
        ...(also?.(after) ?? []),
      ],
      head,
    );
    if (done.ok) return ok(after);
    if (done.error.code !== 'changed-meanwhile' || ifMatch !== undefined || attempt === ATTEMPTS) return done;
  }
};

const ledgerAfter = async (
  { lifecycle }: Pick<InspectionContext['stores'], 'lifecycle'>,
  after: Form,
  decide: FormChange['ledger'],
): Promise<Result<VisitLedger | undefined, Refusal>> => {
  if (decide === undefined) return ok(undefined);
  const before = await readLedger(lifecycle, after.year, after.targetId);
  const decided = decide(before, after);
  return decided.ok ? ok({ ...decided.value, version: before.version + 1 }) : decided;
};

/** What `before` held where `after` differs: with `after` in full beside it nothing of the change is lost. */
const changedMembers = (before: Form, after: Form): Partial<Form> =>
  Object.fromEntries(Object.entries(before).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(after[name as keyof Form]))) as Partial<Form>;
