import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadOpenYear } from './changeable.ts';
import type { PersonPlanContext } from './command.ts';
import type { PlanDraft } from './draft.ts';
import type { ProposalIn } from './proposal.ts';
import { createProposal, proposalsOf } from './proposal-store.ts';
import { signatoryOf } from './signatory.ts';
import { checkYear } from './year-store.ts';

/** A department drafts a proposal for plan year `year` (GY-5). The id is the department's next number; a draft may be incomplete. */
export const draftProposal = async (
  { stores, act }: PersonPlanContext,
  input: { readonly year: number; readonly content: PlanDraft },
): Promise<Result<ProposalIn<'draft'>, Refusal>> => {
  const { department } = act.actor;
  if (department === undefined) return refuse('not-own-department', { facts: { department: '—' } });
  const year = await loadOpenYear(stores.lifecycle, input.year);
  if (!year.ok) return year;
  const drafted: ProposalIn<'draft'> = {
    stage: 'draft',
    proposalId: await nextId(stores.lifecycle, input.year, department),
    year: input.year,
    department,
    authors: [signatoryOf(act.actor)],
    createdAt: act.now,
    mergedFrom: [],
    content: input.content,
    version: 1,
  };
  const done = await commit(
    stores,
    act,
    { stream: `year/${input.year}`, action: 'proposal.draft', subject: `proposal/${drafted.proposalId}`, after: drafted },
    [createProposal(stores.lifecycle, drafted), checkYear(stores.lifecycle, year.value)],
  );
  return done.ok ? ok(drafted) : done;
};

// Proposals are never deleted, so a department's numbers have no gap and none is used twice.
const nextId = async (lifecycle: PersonPlanContext['stores']['lifecycle'], year: number, department: string): Promise<string> => {
  const own = (await proposalsOf(lifecycle, year)).filter((proposal) => proposal.department === department);
  return `${year}-${department}-${String(own.length + 1).padStart(2, '0')}`;
};
