import { commit } from '../audit/commit.ts';
import { chunks } from '../inspection/chunks.ts';
import { readAttempt } from '../draw/record/attempt-store.ts';
import { isSealed } from '../draw/record/sealing.ts';
import { formsOf, putForm } from '../inspection/form-store.ts';
import type { Form, FormIn } from '../inspection/form.ts';
import { moveBatch } from '../inspection/move-batch.ts';
import { sha256 } from '../inspection/sha256.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import { hasReached, type Batch, type BatchIn } from '../plan/batch.ts';
import { batchResultsOf } from './batch-results-of.ts';
import type { PublicationContext } from './context.ts';
import { publicResultOf } from './public-result-of.ts';
import { publicResultsOf, publishBatchResults, publishResult } from './result-store.ts';
import { resultsFile, RESULTS_NOTICE, RESULTS_JSON } from './results-file.ts';
import { resultsNotice } from './results-notice.ts';

type Context = PublicationContext<'lifecycle' | 'publication' | 'published' | 'transact'>;

/** What was put before the public, and what was kept back by the heads' decisions. */
export interface Published {
  readonly batchId: string;
  readonly published: number;
  readonly exempt: number;
}

/** Two writes a form: the form itself and the public's copy. */
const FORMS_A_TRANSACTION = 48;

/**
 * Publishes every entered result that is not exempt, and the coded end of every target that could not be inspected: a record per enterprise, and for the batch a file for programs and a notice for people (GY-20, GY-22, NR-11).
 * Refused with `draw-sealed` before the day on which a sealed draw is opened (NR-9), and with `batch-not-entered`: the results are closed only once every request for non-disclosure is decided. Runs again without harm and then answers the same.
 */
export const publishResults = async (context: Context, batchId: string): Promise<Result<Published, Refusal>> => {
  const { lifecycle } = context.stores;
  const loaded = await loadBatch(lifecycle, batchId);
  if (!loaded.ok) return loaded;
  const batch = loaded.value;
  if (!hasReached(batch.stage, 'entered')) return refuse('batch-not-entered', { facts: { stage: batch.stage } });
  if (batch.stage === 'entered' && batch.scheme.sealed !== undefined && isSealed(await readAttempt(context.stores, batchId, batch.attempt))) {
    return refuse('draw-sealed', { facts: { openOn: batch.scheme.sealed.openOn } });
  }
  const forms = await formsOf(lifecycle, batchId);
  if (batch.stage === 'entered') {
    const due = forms.flatMap((form) => (form.stage === 'entered' || (form.stage === 'lost' && form.publishedAt === undefined) ? [form] : []));
    for (const some of chunks(due, FORMS_A_TRANSACTION)) await publishSome(context, batch, some);
    await publishBatch(context, batch);
  }
  const count = (...stages: readonly Form['stage'][]): number => forms.filter(({ stage }) => stages.includes(stage)).length;
  return ok({ batchId, published: count('entered', 'published', 'lost'), exempt: count('exempt') });
};

const publishSome = async ({ stores, act }: Context, batch: Batch, forms: readonly FormIn<'entered' | 'lost'>[]): Promise<void> => {
  const after = forms.map((form): FormIn<'published' | 'lost'> => ({ ...form, ...(form.stage === 'entered' ? { stage: 'published' } : {}), publishedAt: act.now, version: form.version + 1 }) as FormIn<'published' | 'lost'>);
  const results = forms.map((form) => publicResultOf(form, batch, act.now));
  const detail = { forms: after.map(({ inspectionId, stage, version }) => ({ inspectionId, ...(stage === 'lost' ? { stage } : {}), version })), document: sha256(canonicalJson(results as unknown as Json)) };
  const done = await commit(stores, act, { stream: `batch/${batch.batchId}`, action: 'result.publish', subject: `batch/${batch.batchId}`, detail }, [
    ...after.map((form, i) => putForm(stores.lifecycle, forms[i] as Form, form)),
    ...results.map((result) => publishResult(stores.publication, batch.batchId, result)),
  ]);
  if (!done.ok) throw new Error(`the publication of ${batch.batchId} met another run of the same step`);
};

// The files come before the batch's stage, so that a batch called published is always wholly there.
const publishBatch = async (context: Context, batch: BatchIn<'entered'>): Promise<void> => {
  const { stores, act } = context;
  const forms = await formsOf(stores.lifecycle, batch.batchId);
  const summary = batchResultsOf({ ...batch, stage: 'published', publishedAt: act.now }, forms, {});
  const results = await publicResultsOf(stores.publication, batch.batchId);
  await stores.published.put(resultsFile(batch.batchId, RESULTS_JSON), `${canonicalJson({ ...summary, results } as unknown as Json)}\n`, 'application/json; charset=utf-8');
  await stores.published.put(resultsFile(batch.batchId, RESULTS_NOTICE), resultsNotice(summary, results), 'text/html; charset=utf-8');
  const moved = await moveBatch(context, {
    batchId: batch.batchId,
    action: 'batch.published',
    decide: (now) => ok(now.stage === 'entered' ? { ...now, stage: 'published', publishedAt: act.now } : undefined),
    also: () => [publishBatchResults(stores.publication, summary)],
  });
  if (!moved.ok) throw new Error(`${batch.batchId} could not be marked as published: ${moved.error.code}`);
};
