import { commit } from '../audit/commit.ts';
import { inParallel } from '../kernel/in-parallel.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { pooledOf } from '../draw/freezing/pooled-rule.ts';
import { putLedger, readLedgers } from '../draw/freezing/visit-ledger-store.ts';
import { reserveVisit, type VisitLedger } from '../draw/freezing/visit-ledger.ts';
import { loadBatch } from '../plan/batch-store.ts';
import { hasReached, type BatchIn } from '../plan/batch.ts';
import { visitCapIn } from '../plan/visit-cap.ts';
import { findYear } from '../plan/year-store.ts';
import type { Stores } from '../store/record.ts';
import type { Write } from '../store/write.ts';
import { BULK_WRITES, chunks } from './chunks.ts';
import type { InspectionContext } from './context.ts';
import { readDrawnTasks } from './drawn-tasks.ts';
import { formsFor, noticedForm } from './form-of.ts';
import { createForm, formsOf, putForm } from './form-store.ts';
import { noteOf, visitAskedBy } from './form-visit.ts';
import type { Form } from './form.ts';
import { taskMessages } from './inbox-store.ts';
import { keepNotice } from './keep-notice.ts';
import { lentMessages } from './lent-letter-store.ts';
import { moveBatch } from './move-batch.ts';
import { createProgress } from './progress-store.ts';
import { readDirectories } from './read-directories.ts';
import { sha256 } from './sha256.ts';

/** What the step needs. */
export type DispatchContext = Pick<InspectionContext, 'act' | 'profile'> & {
  readonly stores: Pick<Stores, 'registry' | 'lifecycle' | 'snapshots' | 'evidence' | 'transact'>;
};

/** What the step leaves behind. */
export interface Dispatched {
  readonly batchId: string;
  readonly forms: number;
}

const WIDTH = 8;
// With each form goes its enterprise's ledger, with the first the batch's count.
const FORMS_WITH_LEDGERS = Math.floor((BULK_WRITES - 1) / 2);

/**
 * After the draw is published: one form per drawn target, the notice to each enterprise, a message to each department, one to each body whose inspectors were drawn for another (SM-4), and the batch is dispatched (GY-14, NR-1).
 * Runs again without harm: forms that lie there are left, notices that went out are not sent twice. Refused with `draw-incomplete` before the draw.
 */
export const dispatchNotices = async (context: DispatchContext, batchId: string): Promise<Result<Dispatched, Refusal>> => {
  const { stores } = context;
  const loaded = await loadBatch(stores.lifecycle, batchId);
  if (!loaded.ok) return loaded;
  const batch = loaded.value;
  if (batch.stage === 'drawn') {
    await makeForms(context, batch);
    await sendNotices(context, batch);
  } else if (!hasReached(batch.stage, 'dispatched')) return refuse('draw-incomplete', { facts: { stage: batch.stage } });
  const lent = 'scheme' in batch && pooledOf(batch.scheme.departments).length > 0 ? await formsOf(stores.lifecycle, batchId) : [];
  const moved = await moveBatch(context, {
    batchId,
    action: 'batch.dispatched',
    decide: (now) => ok(now.stage === 'drawn' ? { ...now, stage: 'dispatched', dispatchedAt: context.act.now } : undefined),
    also: (after) => (after.stage === 'dispatched' ? [...taskMessages(stores.lifecycle, after, context.act.now), ...lentMessages(stores.lifecycle, after, { forms: lent, at: context.act.now })] : []),
  });
  return moved.ok ? ok({ batchId, forms: batch.stage === 'drawn' ? batch.drawnCount : 'drawnCount' in moved.value ? moved.value.drawnCount : 0 }) : moved;
};

const ATTEMPTS = 5;

// Another batch may plan a visit to the same enterprise at this moment: then the ledger is read anew, and decided anew.
const makeForms = async (context: DispatchContext, batch: BatchIn<'drawn'>): Promise<void> => {
  for (let attempt = 1; !(await makeMissingForms(context, batch)); attempt++) {
    if (attempt === ATTEMPTS) throw new Error(`the forms of ${batch.batchId} met other writers ${ATTEMPTS} times`);
  }
};

/** False if another writer came first; what was made until then lies there. */
const makeMissingForms = async (context: DispatchContext, batch: BatchIn<'drawn'>): Promise<boolean> => {
  const { lifecycle } = context.stores;
  const there = new Set((await formsOf(lifecycle, batch.batchId)).map(({ targetId }) => targetId));
  if (there.size >= batch.drawnCount) return true;
  const { drawn, tasks } = await readDrawnTasks(context.stores, batch.batchId, batch.attempt);
  const directories = await readDirectories(context.stores, batch, drawn, tasks);
  const missing = formsFor(batch, drawn, tasks, directories).filter(({ targetId }) => !there.has(targetId));
  const cap = visitCapIn(await findYear(lifecycle, batch.year));
  for (const [i, some] of chunks(missing, FORMS_WITH_LEDGERS).entries()) {
    const first = there.size === 0 && i === 0 ? [createProgress(lifecycle, batch.batchId, batch.drawnCount)] : [];
    const ledgers = await reserve(lifecycle, batch, some, cap);
    const writes = [...first, ...some.map((form) => createForm(lifecycle, form)), ...ledgers.map((ledger) => putLedger(lifecycle, ledger))];
    if (!(await write(context, batch.batchId, 'inspection.open', some, writes, ledgers))) return false;
  }
  return true;
};

/** The ledgers as these forms leave them (NR-5). A form that finds no room gets none: it cannot be organised, and says so. */
const reserve = async (lifecycle: DispatchContext['stores']['lifecycle'], batch: BatchIn<'drawn'>, forms: readonly Form[], cap: number | undefined): Promise<readonly VisitLedger[]> => {
  const ledgers = await readLedgers(lifecycle, batch.year, forms.map(({ targetId }) => targetId));
  return forms.flatMap(({ inspectionId }, i) => {
    const before = ledgers[i] as VisitLedger;
    const reserved = reserveVisit(before, visitAskedBy(batch, inspectionId), cap);
    return reserved.ok && reserved.value !== before ? [reserved.value] : [];
  });
};

const sendNotices = async (context: DispatchContext, batch: BatchIn<'drawn'>): Promise<void> => {
  const { lifecycle } = context.stores;
  const unsent = (await formsOf(lifecycle, batch.batchId)).filter((form) => form.stage === 'drawn');
  for (const some of chunks(unsent, BULK_WRITES)) {
    const noticed = await inParallel(some, WIDTH, async (form) => noticedForm(form, await keepNotice(context.stores, form, batch, context.act.now), context.act.now));
    const done = await write(context, batch.batchId, 'inspection.notify', noticed, noticed.map((form, i) => putForm(lifecycle, some[i] as Form, form)));
    // Two runs of the step at once: what the other wrote is what this one would have written, and the next run finds it.
    if (!done) throw new Error(`inspection.notify of ${batch.batchId} met another run of the same step`);
  }
};

const write = async ({ stores, act }: DispatchContext, batchId: string, action: string, forms: readonly Form[], writes: readonly Write[], ledgers: readonly VisitLedger[] = []): Promise<boolean> => {
  const detail = {
    forms: forms.map(({ inspectionId, stage, version }) => ({ inspectionId, stage, version })),
    document: sha256(JSON.stringify(forms)),
    ...(ledgers.length === 0 ? {} : { visits: ledgers.map(noteOf) }),
  };
  const done = await commit(stores, act, { stream: `batch/${batchId}`, action, subject: `batch/${batchId}`, detail }, writes);
  return done.ok;
};
