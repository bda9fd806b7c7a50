import { draftProposal, reviewProposal, withdrawProposal } from '../../../shared/api/proposals.ts';
import { compilePlan, getYear, issuePlan } from '../../../shared/api/years.ts';
import { atTime, type Instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { OFFICES, operatorOf, type User } from '../../rehearsal/city/people.ts';
import { weekdayFrom } from '../../rehearsal/weekdays.ts';
import type { PlannedEntry } from './city-plan.ts';
import { exactlyOne } from './exactly-one.ts';
import { contentOf } from './plan-content.ts';
import { authorOf, departmentsPropose, proposalOf } from './propose.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Wait } from './wait.ts';
import type { Proposal } from './truth.ts';
import { alsoA, colleagueOf } from './users.ts';
import { comes, weekdayAfter } from './when.ts';

const REASONS = '检查对象范围不够具体，请补充后重新申报。';

/** In December somebody in the conference office may be too early. */
export const conferenceIsHasty = ({ city: { year }, fate, duties, memory }: Scene): readonly Action[] => {
  const { conference } = OFFICES;
  if (memory.has('compiles early') || !fate.befalls('compiles-early', conference.sub, 'december')) return [];
  const run = async (): Promise<void> => {
    memory.keep('compiles early');
    await duties.tryWrongly('submissions are still open (GY-5)', { user: conference, endpoint: compilePlan, input: { params: { year }, idempotencyKey: 'year/compile-early' } });
  };
  return [{ at: atTime(localDate(`${year - 1}-12-29`), '16:00'), key: 'year/compile-early', run }];
};

/** The conference reviews what was submitted and compiles the plan once everything is decided (GY-7). */
export const conferenceReviews = (scene: Scene, wait: Wait, proposals: readonly Proposal[]): readonly Action[] => {
  const open = departmentsPropose(scene, proposals);
  const reviews = scene.city.plan.flatMap((planned) => {
    const proposal = proposalOf(proposals, planned);
    return proposal?.stage === 'submitted' ? [review(scene, planned, proposal)] : [];
  });
  if (open.length + reviews.length > 0) return [...open, ...reviews];
  const at = comes(scene, OFFICES.conference, 'year/compile', sessionOf(scene, '22', '15:00'), wait);
  return at === undefined ? [] : [{ at, key: 'year/compile', run: () => compile(scene) }];
};

/** The government issues the plan (GY-7). */
export const governmentIssues = (scene: Scene, wait: Wait): readonly Action[] => {
  const at = comes(scene, OFFICES.government, 'year/issue', sessionOf(scene, '26', '10:00'), wait);
  return at === undefined ? [] : [{ at, key: 'year/issue', run: () => issue(scene) }];
};

const sessionOf = ({ city }: Scene, day: string, time: string): Instant => atTime(weekdayFrom(localDate(`${city.year}-01-${day}`)), time);

const review = (scene: Scene, planned: PlannedEntry, proposal: Proposal & { readonly stage: 'submitted' }): Action => {
  const key = `proposal/${planned.id}/review/${proposal.version}`;
  const earliest = sessionOf(scene, '05', '09:30');
  const at = weekdayAfter(proposal.submittedAt, 1, '09:30');
  return { at: at < earliest ? earliest : at, key, run: () => decide(scene, planned, proposal, key) };
};

/** What the conference must not do while this proposal lies before it: compile the plan past it, or let its author decide on it (GY-7). */
const tryPast = async ({ city: { year }, fate, duties, memory, truth }: Scene, planned: PlannedEntry, proposalId: string, author: User): Promise<void> => {
  const { conference } = OFFICES;
  if (author.sub.endsWith('-too') && memory.once(`${proposalId} decided by its author`)) {
    await duties.tryWrongly('the author decides on it (GY-7)', { user: author, endpoint: reviewProposal, input: { params: { proposalId }, body: { decision: 'approve' }, idempotencyKey: `proposal/${planned.id}/own` } });
  }
  // Without anything approved there is no plan anyway.
  const isAnyApproved = (await truth.proposals()).some(({ stage }) => stage === 'approved');
  if (isAnyApproved && fate.befalls('compiles-undecided', conference.sub, planned.id) && memory.once(`${planned.id} passed over`)) {
    await duties.tryWrongly('a proposal is undecided (GY-7)', { user: conference, endpoint: compilePlan, input: { params: { year }, idempotencyKey: `year/compile-past/${planned.id}` } });
  }
};

const decide = async (scene: Scene, planned: PlannedEntry, proposal: Proposal & { readonly stage: 'submitted' }, key: string): Promise<void> => {
  const { fate, duties, hand } = scene;
  const { conference } = OFFICES;
  const { proposalId, version } = proposal;
  const params = { proposalId };
  const approve = { decision: 'approve' as const };
  const back = { decision: 'return' as const, reasons: REASONS };
  const author = authorOf(scene, planned);
  await tryPast(scene, planned, proposalId, author);
  const isFirst = proposal.submittedAt === proposal.firstSubmittedAt;
  const colleague = colleagueOf(conference);
  if (isFirst && fate.befalls('two-minds', conference.sub, planned.id)) {
    await exactlyOne(scene, `${proposalId} was decided twice`, [
      { user: conference, endpoint: reviewProposal, input: { params, body: approve, idempotencyKey: key } },
      { user: colleague, endpoint: reviewProposal, input: { params, body: back, idempotencyKey: key } },
    ]);
    return;
  }
  if (isFirst && planned.id !== scene.city.plan[0]?.id && fate.befalls('withdraws-at-review', author.sub, planned.id)) {
    await hand.atOnce([
      { user: conference, endpoint: reviewProposal, input: { params, body: approve, idempotencyKey: key } },
      { user: author, endpoint: withdrawProposal, input: { params, idempotencyKey: `${key}/withdraw` } },
    ]);
    return;
  }
  await duties.perform({
    user: conference, endpoint: reviewProposal, key, version,
    input: { params, body: isFirst && fate.befalls('returned', conference.sub, planned.id) ? back : approve },
    outsiders: [OFFICES.government, operatorOf(planned.lead)],
    wrong: [
      { name: 'a return without reasons (GY-7)', input: { params, body: { decision: 'return' } } },
      { name: 'a merger into itself (GY-7)', input: { params, body: { decision: 'merge', into: proposalId } } },
    ],
  });
};

const compile = async (scene: Scene): Promise<void> => {
  const { city: { year, plan, visitsPerYear }, fate, duties, hand } = scene;
  const params = { year };
  const body = visitsPerYear === undefined ? {} : { visitsPerYear };
  const [entry] = plan;
  const user = compilerOf(scene);
  if (entry !== undefined && fate.befalls('changes-at-compiling', operatorOf(entry.lead).sub, 'compile')) {
    await hand.atOnce([
      { user, endpoint: compilePlan, input: { params, body, idempotencyKey: 'year/compile' } },
      { user: operatorOf(entry.lead), endpoint: draftProposal, input: { body: { year, content: { ...contentOf(entry), name: '未入计划的草稿' } }, idempotencyKey: 'year/compile/draft' } },
    ]);
    return;
  }
  await duties.perform({
    user, endpoint: compilePlan, key: 'year/compile', input: { params, body },
    outsiders: [OFFICES.government, OFFICES.administrator],
    wrong: [{ name: 'no visit at all (NR-5)', input: { params, body: { visitsPerYear: 0 } } }],
  });
};

/** In one city of many the one who compiles also sits in the government, and tries to issue the plan as well. */
const compilerOf = ({ fate }: Scene) => (fate.befalls('own-approval', OFFICES.conference.sub, 'year') ? alsoA(OFFICES.conference, 'government') : OFFICES.conference);

const issue = async (scene: Scene): Promise<void> => {
  const { city: { year }, duties, hand, memory } = scene;
  const params = { year };
  const body = { documentNo: `广府办发〔${year}〕3号` };
  const compiler = compilerOf(scene);
  const plan = await hand.read(OFFICES.administrator, getYear, { params });
  // A colleague may have been the faster one: then who wanted to compile did not.
  const hasCompiled = plan.stage === 'compiled' && plan.compiledBy.sub === compiler.sub;
  if (hasCompiled && compiler.sub.endsWith('-too') && memory.once('compiler issues')) {
    await duties.tryWrongly('who compiled the plan issues it (GY-7)', { user: compiler, endpoint: issuePlan, input: { params, body, idempotencyKey: 'year/issue/compiler' } });
  }
  await duties.perform({
    user: OFFICES.government, endpoint: issuePlan, key: 'year/issue', input: { params, body },
    outsiders: [OFFICES.conference, OFFICES.supervisor],
    wrong: [{ name: 'without a document number (GY-7)', input: { params, body: { documentNo: ' ' } } }],
  });
};
