import { commit } from '../../audit/commit.ts';
import { permits } from '../../identity/permission.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { loadBatch, putBatch } from '../../plan/batch-store.ts';
import { readCalendar } from '../../plan/calendar-store.ts';
import type { Batch } from '../../plan/batch.ts';
import type { Scheme, SchemeAsSent } from '../../plan/scheme.ts';
import { dayOf } from '../../profile/day-of.ts';
import { readDepartments } from '../../registry/department-store.ts';
import { streamOf, type PersonDrawContext } from '../record/draw-context.ts';
import { checkPooled, pooledOf } from './pooled-rule.ts';
import { checkScheme } from './scheme-rules.ts';

/** The lead department enters the inspection scheme, or enters it anew, until the directories are frozen (GY-11). Where it keeps no number of reserves, the profile's is kept (BY-3). Inspectors may be pooled as {@link checkPooled} allows (SM-4). */
export const enterScheme = async (
  { stores, profile, act }: PersonDrawContext,
  input: { readonly batchId: string; readonly scheme: SchemeAsSent; readonly ifMatch?: number },
): Promise<Result<Batch, Refusal>> => {
  const loaded = await loadBatch(stores.lifecycle, input.batchId);
  if (!loaded.ok) return loaded;
  const before = loaded.value;
  const { entry } = before;
  if (!permits(act.actor, 'scheme.enter', entry.leadDepartment)) return refuse('not-own-department', { facts: { department: entry.leadDepartment } });
  if (input.ifMatch !== undefined && input.ifMatch !== before.version) {
    return refuse('version-outdated', { facts: { yours: input.ifMatch, current: before.version } });
  }
  if (before.stage !== 'scheduled' && before.stage !== 'prepared') return refuse('scheme-closed');
  const finishBy = entry.finishBy ?? dayOf(profile.planYear.finish, before.year);
  const scheme: Scheme = { ...input.scheme, reserve: input.scheme.reserve ?? profile.draw.reserve.targets };
  const { sealed, visit } = scheme;
  const openBy = sealed === undefined ? {} : { openBy: (await readCalendar(stores.lifecycle)).calendar.addWorkingDays(visit.to, profile.enter.workingDays).date };
  const checked = checkScheme(scheme, { entry, profile, finishBy, ...openBy, now: act.now });
  if (!checked.ok) return checked;
  const known = pooledOf(scheme.departments).length === 0 ? [] : await readDepartments(stores.registry);
  const pooled = checkPooled(scheme.departments, new Map(known.map((department) => [department.code, department])));
  if (!pooled.ok) return pooled;

  const after: Batch = { ...before, stage: 'prepared', scheme, schemeBy: act.actor.name, schemeAt: act.now, version: before.version + 1 };
  const deed = { stream: streamOf(before.batchId), action: 'scheme.enter', subject: streamOf(before.batchId), before, after };
  const done = await commit(stores, act, deed, [putBatch(stores.lifecycle, before, after)]);
  return done.ok ? ok(after) : done;
};
