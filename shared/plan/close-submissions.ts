import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { endOf } from '../kernel/instant.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PlanContext } from './command.ts';
import { missingDepartments } from './missing-departments.ts';
import { requiredDepartments } from './required-departments.ts';
import { proposalsOf } from './proposal-store.ts';
import type { Year, YearIn } from './year.ts';
import { loadYear, putYear } from './year-store.ts';

/** Ends the time of submission and names the departments that did not submit (GY-6). What comes later is accepted and marked late. Twice is no fault. */
export const closeSubmissions = async ({ stores, act }: PlanContext, y: number): Promise<Result<Year, Refusal>> => {
  const loaded = await loadYear(stores.lifecycle, y);
  if (!loaded.ok || loaded.value.stage !== 'collecting') return loaded;
  const before = loaded.value;
  if (act.now < endOf(before.submitBy)) return refuse('submissions-still-open', { facts: { submitBy: before.submitBy } });

  const [required, proposals] = await Promise.all([requiredDepartments(stores.registry), proposalsOf(stores.lifecycle, y)]);
  const missing = [...missingDepartments(required, proposals)];
  const after: YearIn<'reviewing'> = { ...before, stage: 'reviewing', closedAt: act.now, missing, version: before.version + 1 };
  const done = await commit(
    stores,
    act,
    { stream: `year/${y}`, action: 'year.close-submissions', subject: `year/${y}`, before, after, detail: { missing } },
    [putYear(stores.lifecycle, before, after)],
  );
  return done.ok ? ok(after) : done;
};
