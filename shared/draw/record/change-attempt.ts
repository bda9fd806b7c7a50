import { commit } from '../../audit/commit.ts';
import { receiveAgain } from '../../audit/idempotency.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { loadBatch } from '../../plan/batch-store.ts';
import type { BatchIn, Batch } from '../../plan/batch.ts';
import type { Write } from '../../store/write.ts';
import { putAttempt, readAttempt } from './attempt-store.ts';
import type { Attempt } from './attempt.ts';
import { streamOf, type DrawContext } from './draw-context.ts';
import type { AttemptView } from './draw-view.ts';
import { viewAttempt } from './view-attempt.ts';

/** A batch that has a draw: everything from the first freezing on. */
export type DrawnBatch = Exclude<Batch, BatchIn<'scheduled'> | BatchIn<'prepared'>>;

/** A batch with its current attempt. */
export interface Current {
  readonly batch: DrawnBatch;
  readonly attempt: Attempt;
}

/** What a rule decides: a change with its name in the trail, or that nothing is to be done because it was done before. */
export type Decision = { readonly attempt: Attempt; readonly action: string; readonly writes?: readonly Write[] } | 'as-before';

type Stores = Pick<DrawContext['stores'], 'lifecycle' | 'transact'>;

/** The batch and its current attempt; `draw-not-open` if no draw was begun. */
export const loadCurrent = async (stores: Pick<Stores, 'lifecycle'>, batchId: string): Promise<Result<Current, Refusal>> => {
  const loaded = await loadBatch(stores.lifecycle, batchId);
  if (!loaded.ok) return loaded;
  const batch = loaded.value;
  if (batch.stage === 'scheduled' || batch.stage === 'prepared') return refuse('draw-not-open', { facts: { stage: batch.stage } });
  return ok({ batch, attempt: await readAttempt(stores, batchId, batch.attempt) });
};

const ATTEMPTS = 6;

/**
 * Changes the current attempt by `decide`, which sees what lies there and may be asked again if somebody else was first.
 * The trail's `after`, and a command's answer, is the attempt as everybody may see it.
 */
export const changeAttempt = async (
  { stores, act }: { readonly stores: Stores; readonly act: DrawContext['act'] },
  batchId: string,
  decide: (current: Current) => Result<Decision, Refusal> | Promise<Result<Decision, Refusal>>,
): Promise<Result<{ readonly attempt: Attempt; readonly view: AttemptView }, Refusal>> => {
  for (let attempt = 1; ; attempt += 1) {
    const current = await loadCurrent(stores, batchId);
    if (!current.ok) return current;
    const decided = await decide(current.value);
    if (!decided.ok) return decided;
    const before = current.value.attempt;
    if (decided.value === 'as-before') {
      const view = viewAttempt(before);
      const received = await receiveAgain(stores, act, view);
      return received.ok ? ok({ attempt: before, view }) : received;
    }
    const after: Attempt = { ...decided.value.attempt, version: before.version + 1 };
    const deed = {
      stream: streamOf(batchId),
      action: decided.value.action,
      subject: `draw/${batchId}/${after.drawNo}`,
      before: viewAttempt(before),
      after: viewAttempt(after),
    };
    const done = await commit(stores, act, deed, [putAttempt(stores.lifecycle, before, after), ...(decided.value.writes ?? [])]);
    if (done.ok) return ok({ attempt: after, view: deed.after });
    if (done.error.code !== 'changed-meanwhile' || attempt === ATTEMPTS) return done;
  }
};
