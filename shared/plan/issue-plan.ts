import { commit } from '../audit/commit.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PersonPlanContext } from './command.ts';
import { expectVersion } from './expected-version.ts';
import { checkIssuable } from './issue-rule.ts';
import { proposalsOf } from './proposal-store.ts';
import { signatoryOf } from './signatory.ts';
import type { YearIn } from './year.ts';
import { loadYear, putYear } from './year-store.ts';

/** The government issues the compiled plan under its document number (印发, GY-7): the second of the two decisions. */
export const issuePlan = async (
  { stores, act }: PersonPlanContext,
  input: { readonly year: number; readonly documentNo: string; readonly ifMatch?: number | undefined },
): Promise<Result<YearIn<'issued'>, Refusal>> => {
  const loaded = await loadYear(stores.lifecycle, input.year);
  if (!loaded.ok) return loaded;
  const expected = expectVersion(input.ifMatch, loaded.value.version);
  if (!expected.ok) return expected;
  const ready = checkIssuable(loaded.value, await proposalsOf(stores.lifecycle, input.year), act.actor);
  if (!ready.ok) return ready;

  const before = ready.value;
  const after: YearIn<'issued'> = {
    ...before,
    stage: 'issued',
    issuedAt: act.now,
    issuedBy: signatoryOf(act.actor),
    documentNo: input.documentNo,
    version: before.version + 1,
  };
  const done = await commit(
    stores,
    act,
    { stream: `year/${before.year}`, action: 'year.issue', subject: `year/${before.year}`, before, after },
    [putYear(stores.lifecycle, before, after)],
  );
  return done.ok ? ok(after) : done;
};
