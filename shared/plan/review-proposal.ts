import { commit } from '../audit/commit.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Table } from '../store/table.ts';
import { loadChangeable, type ProposalCommand } from './changeable.ts';
import type { PersonPlanContext } from './command.ts';
import type { Proposal } from './proposal.ts';
import { loadProposal, putProposal } from './proposal-store.ts';
import type { Review } from './review.ts';
import { decideReview, type Reviewed } from './review-rule.ts';
import { checkYear } from './year-store.ts';

/** The conference decides on a submitted proposal (GY-7). A merger changes both proposals in one transaction. */
export const reviewProposal = async (
  { stores, act }: PersonPlanContext,
  input: ProposalCommand & { readonly review: Review },
): Promise<Result<Reviewed['after'], Refusal>> => {
  const { lifecycle } = stores;
  const loaded = await loadChangeable(lifecycle, act.actor, 'proposal.review', input);
  if (!loaded.ok) return loaded;
  const { proposal: before, year } = loaded.value;
  const decided = decideReview(before, input.review, { person: act.actor, now: act.now, into: await named(lifecycle, input.review) });
  if (!decided.ok) return decided;

  const { after, host } = decided.value;
  const done = await commit(
    stores,
    act,
    {
      stream: `year/${before.year}`,
      action: `proposal.${input.review.decision}`,
      subject: `proposal/${before.proposalId}`,
      before,
      after,
      ...(host === undefined ? {} : { detail: { into: host } }),
    },
    [
      putProposal(lifecycle, before, after),
      ...(host === undefined ? [] : [putProposal(lifecycle, host.before, host.after)]),
      checkYear(lifecycle, year),
    ],
  );
  return done.ok ? ok(after) : done;
};

const named = async (lifecycle: Table, review: Review): Promise<Proposal | undefined> => {
  if (review.decision !== 'merge' || !/^\d{4}-[0-9A-Za-z]{2}-\d{2,4}$/.test(review.into)) return undefined;
  const found = await loadProposal(lifecycle, review.into);
  return found.ok ? found.value : undefined;
};
