import type { Person } from '../identity/actor.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Proposal } from './proposal.ts';
import { isAmong } from './signatory.ts';
import { yearHasReached, type Year, type YearIn } from './year.ts';

/** The government issues a compiled plan, once; by nobody who compiled it or wrote a proposal in it (GY-7: two decisions by two bodies). */
export const checkIssuable = (year: Year, proposals: readonly Proposal[], person: Person): Result<YearIn<'compiled'>, Refusal> => {
  const facts = { year: year.year };
  if (yearHasReached(year.stage, 'issued')) return refuse('plan-already-issued', { facts });
  if (year.stage !== 'compiled') return refuse('plan-not-compiled', { facts });
  if (year.compiledBy.sub === person.sub) return refuse('issue-by-compiler');
  const inPlan = proposals.filter(({ stage }) => stage === 'approved' || stage === 'merged');
  if (inPlan.some(({ authors }) => isAmong(authors, person))) return refuse('issue-by-author');
  return ok(year);
};
