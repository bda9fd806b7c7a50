import { changeProposal, reviewProposal, submitProposal } from '../../../shared/api/proposals.ts';
import { compilePlan, forecastYear, issuePlan } from '../../../shared/api/years.ts';
import { atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import type { Action } from '../action.ts';
import { OFFICES, operatorOf } from '../city/people.ts';
import { PLAN, type PlannedInspection } from '../city/plan.ts';
import { contentOf } from '../city/plan-content.ts';
import type { Scene } from '../scene.ts';
import { befalls } from '../story.ts';
import type { Proposal } from '../truth.ts';
import { weekdayFrom, weekdaysAfter } from '../weekdays.ts';
import { departmentsSubmit } from './departments-submit.ts';
import { issueInSession } from './issue-in-session.ts';

/** No enterprise is visited twice in the year (NR-5): whom the restaurants' inspection drew in April, the second on the same directory leaves out in September. */
const VISITS_PER_YEAR = 1;

const REASONS = '检查对象范围不够具体，请写明是否包含种子兼营门店后重新申报。';

/** The conference reviews what was submitted, returns one with reasons, and compiles the plan once everything is decided (GY-7). */
export const conferenceReviews = async (scene: Scene): Promise<readonly Action[]> => {
  const { truth, city } = scene;
  const subject = `year/${city.year}`;
  const proposals = await truth.proposals(city.year);
  const steps = PLAN.flatMap((planned) => {
    const proposal = proposals.find(({ department, content, stage }) => department === planned.lead && content.name === planned.name && stage !== 'draft');
    const step = proposal === undefined ? undefined : stepOf(scene, planned, proposal);
    return step === undefined ? [] : [{ ...step, subject }];
  });
  const late = await departmentsSubmit(scene, 'plan-compiled');
  if (steps.length + late.length > 0) return [...steps, ...late];
  const compile = async (): Promise<void> => {
    // What is foreseen to be short is looked at before it is decided (BY-4); it stands in the compiled plan too.
    await scene.desk.ask(OFFICES.conference, forecastYear, { params: { year: city.year } });
    await scene.desk.ask(OFFICES.conference, compilePlan, { params: { year: city.year }, body: { visitsPerYear: VISITS_PER_YEAR }, idempotencyKey: `${subject}/compile` });
  };
  return [{ at: sessionOf(city.year), key: 'year/compile', subject, run: () => issueInSession(scene, compile, () => issue(scene)) }];
};

/** The government issues the plan (GY-7), unless it did so in the conference's session. */
export const governmentIssues = (scene: Scene): readonly Action[] => {
  const { year } = scene.city;
  return [{ at: sessionOf(year), key: 'year/issue', subject: `year/${year}`, run: () => issue(scene) }];
};

const sessionOf = (year: number): Instant => atTime(weekdayFrom(localDate(`${year}-01-22`)), '15:00');

const issue = async ({ desk, city: { year } }: Scene): Promise<void> =>
  void (await desk.ask(OFFICES.government, issuePlan, { params: { year }, body: { documentNo: `广府办发〔${year}〕3号` }, idempotencyKey: `year/${year}/issue` }));

const stepOf = (scene: Scene, planned: PlannedInspection, proposal: Proposal): Omit<Action, 'subject'> | undefined => {
  if (proposal.stage === 'returned') {
    return { at: after(proposal.reviewedAt, 1, '14:00'), key: `proposal/${planned.id}/again`, run: () => submitAgain(scene, planned, proposal) };
  }
  if (proposal.stage !== 'submitted') return undefined;
  const isFirst = proposal.submittedAt === proposal.firstSubmittedAt;
  const decision = befalls('returned', planned) && isFirst ? ({ decision: 'return', reasons: REASONS } as const) : ({ decision: 'approve' } as const);
  const { proposalId } = proposal;
  const earliest = atTime(weekdayFrom(localDate(`${scene.city.year}-01-05`)), '09:30');
  const at = after(proposal.submittedAt, 1, '09:30');
  return {
    at: at < earliest ? earliest : at,
    key: `proposal/${planned.id}/review-${decision.decision}`,
    run: async () => void (await scene.desk.ask(OFFICES.conference, reviewProposal, { params: { proposalId }, body: decision, idempotencyKey: `proposal/${planned.id}/${decision.decision}` })),
  };
};

const submitAgain = async ({ desk, city }: Scene, planned: PlannedInspection, { proposalId, version }: Proposal): Promise<void> => {
  const operator = operatorOf(planned.lead);
  const content = contentOf(planned, city.targets);
  const clearer = { ...content, targets: { ...content.targets, description: `${content.targets.description}，含种子兼营门店` } };
  await desk.ask(operator, changeProposal, { params: { proposalId }, body: { content: clearer }, ifMatch: version, idempotencyKey: `proposal/${planned.id}/clearer/${version}` });
  await desk.ask(operator, submitProposal, { params: { proposalId }, idempotencyKey: `proposal/${planned.id}/again` });
};

const after = (at: Instant, weekdays: number, time: string): Instant => atTime(weekdaysAfter(dateOf(at), weekdays), time);
