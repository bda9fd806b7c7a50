import { commit } from '../audit/commit.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PersonPlanContext } from './command.ts';
import { checkCompilable } from './compile-rule.ts';
import { expectVersion } from './expected-version.ts';
import { foreseenFor } from './forecast-plan.ts';
import { numberEntries } from './number-entries.ts';
import type { Proposal } from './proposal.ts';
import { checkProposal, proposalsOf } from './proposal-store.ts';
import { signatoryOf } from './signatory.ts';
import { visitCapOf } from './visit-cap.ts';
import type { YearIn } from './year.ts';
import { loadYear, putYear } from './year-store.ts';

// A transaction takes 97 writes of a command. What could still change the plan is held still while it is compiled, most changeable first.
const HELD_STILL = 96;
const CHANGEABLE = ['returned', 'approved', 'draft'] as const satisfies readonly Proposal['stage'][];

/** The conference compiles the year's plan of all approved proposals, numbered by inspection date, with the yearly cap of visits if there is one (GY-7, NR-5): the first of the two decisions. What is foreseen to be short stands in the answer and the record (BY-4); it warns and never refuses. */
export const compilePlan = async (
  context: PersonPlanContext,
  input: { readonly year: number; readonly visitsPerYear?: number | undefined; readonly ifMatch?: number | undefined },
): Promise<Result<YearIn<'compiled'>, Refusal>> => {
  const { stores, profile, act } = context;
  const loaded = await loadYear(stores.lifecycle, input.year);
  if (!loaded.ok) return loaded;
  const expected = expectVersion(input.ifMatch, loaded.value.version);
  if (!expected.ok) return expected;
  const proposals = await proposalsOf(stores.lifecycle, input.year);
  const ready = checkCompilable(loaded.value, proposals, act.now);
  if (!ready.ok) return ready;

  const cap = visitCapOf(profile, input.visitsPerYear);
  if (!cap.ok) return cap;

  const { year: before, approved } = ready.value;
  const entries = [...numberEntries(before.year, approved)];
  const after: YearIn<'compiled'> = {
    ...before,
    stage: 'compiled',
    compiledAt: act.now,
    compiledBy: signatoryOf(act.actor),
    entries,
    foreseen: await foreseenFor(context, before.year, entries.map(({ batchId, ...content }) => ({ id: batchId, content }))),
    ...(cap.value === undefined ? {} : { visitsPerYear: cap.value }),
    version: before.version + 1,
  };
  const held = CHANGEABLE.flatMap((stage) => proposals.filter((proposal) => proposal.stage === stage)).slice(0, HELD_STILL);
  const done = await commit(
    stores,
    act,
    { stream: `year/${before.year}`, action: 'year.compile', subject: `year/${before.year}`, before, after },
    [putYear(stores.lifecycle, before, after), ...held.map((proposal) => checkProposal(stores.lifecycle, proposal))],
  );
  return done.ok ? ok(after) : done;
};
