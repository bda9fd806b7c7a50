import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadChangeable, type ProposalCommand } from './changeable.ts';
import type { PersonPlanContext } from './command.ts';
import type { ProposalIn } from './proposal.ts';
import { putProposal } from './proposal-store.ts';

/** The department takes back what the conference has not approved. The record stays, as withdrawn. */
export const withdrawProposal = async ({ stores, act }: PersonPlanContext, input: ProposalCommand): Promise<Result<ProposalIn<'withdrawn'>, Refusal>> => {
  const loaded = await loadChangeable(stores.lifecycle, act.actor, 'proposal.submit', input);
  if (!loaded.ok) return loaded;
  const { proposal: before } = loaded.value;
  if (before.stage !== 'draft' && before.stage !== 'submitted' && before.stage !== 'returned') {
    return refuse('proposal-stage', { facts: { stage: before.stage } });
  }
  const { proposalId, year, department, authors, createdAt, mergedFrom, content } = before;
  if (mergedFrom.length > 0) return refuse('proposal-stage', { facts: { stage: before.stage } });
  const after: ProposalIn<'withdrawn'> = {
    stage: 'withdrawn', proposalId, year, department, authors, createdAt, mergedFrom, content, withdrawnAt: act.now, version: before.version + 1,
  };
  const done = await commit(
    stores,
    act,
    { stream: `year/${year}`, action: 'proposal.withdraw', subject: `proposal/${proposalId}`, before, after },
    [putProposal(stores.lifecycle, before, after)],
  );
  return done.ok ? ok(after) : done;
};

/** A draft that was never submitted is discarded; anything else is withdrawn, not discarded. */
export const discardProposal = async (context: PersonPlanContext, input: ProposalCommand): Promise<Result<ProposalIn<'withdrawn'>, Refusal>> => {
  const loaded = await loadChangeable(context.stores.lifecycle, context.act.actor, 'proposal.draft', input);
  if (!loaded.ok) return loaded;
  const { stage } = loaded.value.proposal;
  return stage === 'draft' ? withdrawProposal(context, input) : refuse('proposal-stage', { facts: { stage } });
};
