import { commit } from '../audit/commit.ts';
import { endOf } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { checkQuantity, checkRatio } from './cap.ts';
import type { Census } from './census.ts';
import { recentCensus, takeCensus } from './census-store.ts';
import { loadChangeable, type ProposalCommand } from './changeable.ts';
import { checkClasses } from './class-ratios.ts';
import { checkDates } from './check-dates.ts';
import { checkOwners } from './check-owners.ts';
import type { PersonPlanContext } from './command.ts';
import type { PlanContent } from './entry.ts';
import { foreseenFor, liveOf } from './forecast-plan.ts';
import { directoryFacts, gatherOwners } from './gather-facts.ts';
import { parseContent } from './parse-content.ts';
import type { ProposalIn } from './proposal.ts';
import { proposalsOf, putProposal } from './proposal-store.ts';
import { withAuthor } from './signatory.ts';
import { findSubmissionTurn, isTurnLost, takeSubmissionTurn } from './submission-turn-store.ts';
import { checkUncounted } from './visit-cap.ts';
import type { Year } from './year.ts';
import { checkYear } from './year-store.ts';

/**
 * The department submits its proposal to the conference: for the first time, or again after a return. All nine fields, the owners, the
 * dates, the ratios and the cap are judged now (GY-4, GY-9, GY-13, GY-14, GY-17, NR-8). After the deadline it is accepted and marked late (GY-6).
 * What is foreseen to be short stands in the answer (BY-4); it warns and never refuses.
 */
export const submitProposal = async (context: PersonPlanContext, input: ProposalCommand): Promise<Result<ProposalIn<'submitted'>, Refusal>> => {
  const { stores, act } = context;
  const loaded = await loadChangeable(stores.lifecycle, act.actor, 'proposal.submit', input);
  if (!loaded.ok) return loaded;
  const { proposal: before, year } = loaded.value;
  if (before.stage === 'submitted') return refuse('proposal-already-submitted');
  if (before.stage !== 'draft' && before.stage !== 'returned') return refuse('proposal-stage', { facts: { stage: before.stage } });
  const turn = await findSubmissionTurn(stores.lifecycle, before.year);
  const content = await judge(context, before, year);
  if (!content.ok) return content;

  const others = liveOf(await proposalsOf(stores.lifecycle, before.year)).filter(({ id }) => id !== before.proposalId);
  const foreseen = await foreseenFor(context, before.year, [...others, { id: before.proposalId, content: content.value }], before.proposalId);
  const firstSubmittedAt = before.stage === 'returned' ? before.firstSubmittedAt : act.now;
  const after: ProposalIn<'submitted'> = {
    stage: 'submitted',
    proposalId: before.proposalId,
    year: before.year,
    department: before.department,
    authors: withAuthor(before.authors, act.actor),
    createdAt: before.createdAt,
    mergedFrom: before.mergedFrom,
    content: content.value,
    firstSubmittedAt,
    submittedAt: act.now,
    late: firstSubmittedAt >= endOf(year.submitBy),
    foreseen,
    version: before.version + 1,
  };
  const done = await commit(
    stores,
    act,
    { stream: `year/${before.year}`, action: 'proposal.submit', subject: `proposal/${before.proposalId}`, before, after },
    [putProposal(stores.lifecycle, before, after), checkYear(stores.lifecycle, year), takeSubmissionTurn(stores.lifecycle, turn)],
  );
  if (done.ok) return ok(after);
  // Another one went in meanwhile, which this one was not judged beside.
  return isTurnLost(done.error) ? submitProposal(context, input) : done;
};

const judge = async (context: PersonPlanContext, proposal: ProposalIn<'draft' | 'returned'>, year: Year): Promise<Result<PlanContent, Refusal>> => {
  const { stores, profile } = context;
  const parsed = parseContent(proposal.content);
  if (!parsed.ok) return parsed;
  const content = parsed.value;
  const owners = checkOwners(content, await gatherOwners(stores.registry, profile, proposal.department));
  if (!owners.ok) return owners;
  const dates = checkDates(content, year);
  if (!dates.ok) return dates;
  const kind = checkUncounted(content, profile);
  if (!kind.ok) return kind;
  const classes = checkClasses(content, profile.draw.strata);
  if (!classes.ok) return classes;
  const ratio = checkRatio(content, profile.draw.cap.bp);
  if (!ratio.ok) return ratio;
  const others = (await proposalsOf(stores.lifecycle, year.year)).filter((other) => other.proposalId !== proposal.proposalId);
  const quantity = (census: Census): Result<void, Refusal> => checkQuantity(content, directoryFacts(profile, census, content, others));
  // A recent census is enough to accept, since the draw judges again on what it freezes; to refuse, the directory is counted anew.
  const accepted = quantity(await recentCensus(context));
  const judged = accepted.ok ? accepted : quantity(await takeCensus(context));
  return judged.ok ? ok(content) : judged;
};
