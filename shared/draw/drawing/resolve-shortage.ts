import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { officerLine } from '../../lottery/directory/officers.ts';
import type { Officer, Recusal } from '../../lottery/types.ts';
import type { AttemptIn } from '../record/attempt.ts';
import { changeAttempt, type DrawnBatch } from '../record/change-attempt.ts';
import { discardShort } from '../ceremony/close-rules.ts';
import type { PersonDrawContext } from '../record/draw-context.ts';
import { readOfficers, readRecusals } from '../record/draw-files.ts';
import type { AttemptView } from '../record/draw-view.ts';
import { readOfficerLists } from '../freezing/freeze-lists.ts';

/**
 * The conference office sends a short attempt to its void, so that the batch is drawn again (BY-2, BY-4). Only once the inspectors or recusals
 * of the short departments have changed: a draw repeated under the same conditions would be a re-roll.
 */
export const resolveShortage = async (
  context: PersonDrawContext,
  input: { readonly batchId: string; readonly reason: string },
): Promise<Result<AttemptView, Refusal>> => {
  const { now, actor } = context.act;
  const done = await changeAttempt(context, input.batchId, async ({ batch, attempt }) => {
    if (attempt.stage !== 'short') return refuse('shortage-none');
    const unchanged = await firstUnchanged(context, batch, attempt);
    if (!unchanged.ok) return unchanged;
    if (unchanged.value !== undefined) return refuse('directory-unchanged', { facts: { department: unchanged.value } });
    const after = discardShort(attempt, { by: actor.name, reason: input.reason, at: now });
    return ok({ attempt: after, action: 'draw.resolve-shortage' });
  });
  return done.ok ? ok(done.value.view) : done;
};

/** The first short department whose inspectors and recusals are as they were frozen. */
const firstUnchanged = async (context: PersonDrawContext, batch: DrawnBatch, attempt: AttemptIn<'short'>): Promise<Result<string | undefined, Refusal>> => {
  const now = await readOfficerLists(context, attempt, batch.scheme.departments);
  if (!now.ok) return now;
  const [officers, recusals] = await Promise.all([readOfficers(context.stores, attempt), readRecusals(context.stores, attempt)]);
  const isSame = (department: string): boolean => conditions(now.value, department) === conditions({ officers, recusals }, department);
  return ok(attempt.shortages.map(({ department }) => department).find(isSame));
};

const conditions = (lists: { readonly officers: readonly Officer[]; readonly recusals: readonly Recusal[] }, department: string): string => {
  const officers = lists.officers.filter((officer) => officer.department === department);
  const ids = new Set(officers.map(({ id }) => id));
  const recusals = lists.recusals.filter(({ officerId }) => ids.has(officerId)).map(({ officerId, targetId }) => `${officerId},${targetId}`);
  return [...officers.map(officerLine), ...recusals.sort()].join('\n');
};
