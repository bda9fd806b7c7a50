import { commit } from '../audit/commit.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { dayOf } from '../profile/day-of.ts';
import type { PlanContext } from './command.ts';
import type { Year, YearIn } from './year.ts';
import { createYear, findYear } from './year-store.ts';

/** Opens plan year `y` for submissions, with the deadlines of the profile (GY-5). Opening an open year answers it as it is. */
export const openRecord = async ({ stores, profile: { planYear }, act }: PlanContext, y: number): Promise<Result<Year, Refusal>> => {
  const existing = await findYear(stores.lifecycle, y);
  if (existing !== undefined) return ok(existing);
  const opened: YearIn<'collecting'> = {
    stage: 'collecting',
    year: y,
    openedAt: act.now,
    submitBy: dayOf(planYear.submissions, y),
    issueBy: dayOf(planYear.issue, y),
    finishBy: dayOf(planYear.finish, y),
    escalations: [],
    version: 1,
  };
  const done = await commit(stores, act, { stream: `year/${y}`, action: 'year.open', subject: `year/${y}`, after: opened }, [createYear(stores.lifecycle, opened)]);
  if (done.ok) return ok(opened);
  // Another delivery of the same step was faster; what it opened is as good.
  const other = await findYear(stores.lifecycle, y);
  return other === undefined ? done : ok(other);
};
