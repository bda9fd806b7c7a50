import { endOf, type Instant } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { yearHasReached, type Year, type YearIn } from './year.ts';
import type { Proposal, ProposalIn } from './proposal.ts';

/** What compiling needs to hold. */
export interface Compilable {
  readonly year: YearIn<'reviewing'>;
  readonly approved: readonly ProposalIn<'approved'>[];
}

/**
 * A plan is compiled once submissions are closed and every submitted proposal is decided (GY-7). Drafts and returned proposals that
 * nobody submitted again stay out of it.
 */
export const checkCompilable = (year: Year, proposals: readonly Proposal[], now: Instant): Result<Compilable, Refusal> => {
  if (yearHasReached(year.stage, 'compiled')) return refuse('plan-already-compiled', { facts: { year: year.year } });
  if (year.stage !== 'reviewing' || now < endOf(year.submitBy)) return refuse('submissions-still-open', { facts: { submitBy: year.submitBy } });
  const undecided = proposals.filter(({ stage }) => stage === 'submitted').map(({ proposalId }) => proposalId);
  if (undecided.length > 0) return refuse('proposals-undecided', { facts: { proposals: undecided.join('、') } });
  const approved = proposals.filter((proposal) => proposal.stage === 'approved');
  return approved.length === 0 ? refuse('plan-empty') : ok({ year, approved });
};
