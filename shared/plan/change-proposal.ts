import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadChangeable, type ProposalCommand } from './changeable.ts';
import type { PersonPlanContext } from './command.ts';
import type { PlanDraft } from './draft.ts';
import type { Proposal } from './proposal.ts';
import { putProposal } from './proposal-store.ts';
import { withAuthor } from './signatory.ts';

/** The department rewrites a draft, or a proposal the conference returned. What is submitted or decided stays as it is. */
export const changeProposal = async (
  { stores, act }: PersonPlanContext,
  input: ProposalCommand & { readonly content: PlanDraft },
): Promise<Result<Proposal, Refusal>> => {
  const loaded = await loadChangeable(stores.lifecycle, act.actor, 'proposal.draft', input);
  if (!loaded.ok) return loaded;
  const { proposal: before } = loaded.value;
  if (before.stage !== 'draft' && before.stage !== 'returned') return refuse('proposal-stage', { facts: { stage: before.stage } });
  const after: Proposal = { ...before, content: input.content, authors: withAuthor(before.authors, act.actor), version: before.version + 1 };
  const done = await commit(
    stores,
    act,
    { stream: `year/${before.year}`, action: 'proposal.change', subject: `proposal/${before.proposalId}`, before, after },
    [putProposal(stores.lifecycle, before, after)],
  );
  return done.ok ? ok(after) : done;
};
