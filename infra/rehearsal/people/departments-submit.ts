import { changeProposal, draftProposal, submitProposal } from '../../../shared/api/proposals.ts';
import { addSeconds, atTime, type Instant } from '../../../shared/kernel/instant.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import type { Action } from '../action.ts';
import { between } from '../chance.ts';
import { operatorOf } from '../city/people.ts';
import { PLAN, type PlannedInspection } from '../city/plan.ts';
import { contentOf } from '../city/plan-content.ts';
import type { Scene } from '../scene.ts';
import { befalls } from '../story.ts';
import type { Proposal } from '../truth.ts';
import { weekdayFrom } from '../weekdays.ts';

const TOO_MUCH = '1/10';
const HALF_HOUR_S = 1800;

/** What the departments do for the plan of the coming year, at `wait` (GY-5, GY-6): each draft and each submission on its own day. */
export const departmentsSubmit = async (scene: Scene, wait: 'submissions-closed' | 'plan-compiled'): Promise<readonly Action[]> => {
  const proposals = await scene.truth.proposals(scene.city.year);
  return PLAN.filter((planned) => befalls('late', planned) === (wait === 'plan-compiled')).flatMap((planned) => {
    const action = nextStep(scene, planned, proposals.find((proposal) => proposal.department === planned.lead && proposal.content.name === planned.name));
    return action === undefined ? [] : [{ ...action, subject: `year/${scene.city.year}` }];
  });
};

const nextStep = (scene: Scene, planned: PlannedInspection, proposal: Proposal | undefined): Omit<Action, 'subject'> | undefined => {
  const begins = draftedAt(scene, planned);
  if (proposal === undefined) return { at: begins, key: `proposal/${planned.id}/draft`, run: () => draft(scene, planned) };
  if (proposal.stage !== 'draft') return undefined;
  const isTooMuch = proposal.content.ratio === TOO_MUCH;
  return isTooMuch
    ? { at: addSeconds(begins, HALF_HOUR_S), key: `proposal/${planned.id}/ask-too-much`, run: () => askTooMuch(scene, planned, proposal) }
    : { at: addSeconds(begins, 2 * HALF_HOUR_S), key: `proposal/${planned.id}/submit`, run: () => submit(scene, planned, proposal) };
};

const draftedAt = ({ city: { seed, year } }: Scene, planned: PlannedInspection): Instant => {
  if (befalls('late', planned)) return atTime(weekdayFrom(localDate(`${year}-01-06`)), '10:00');
  return atTime(weekdayFrom(addDays(localDate(`${year - 1}-11-10`), between(0, 39, seed, 'drafts', planned.id))), '10:00');
};

const draft = async ({ desk, city }: Scene, planned: PlannedInspection): Promise<void> => {
  const content = { ...contentOf(planned, city.targets), ...(befalls('overCap', planned) ? { ratio: TOO_MUCH, quantity: null } : {}) };
  await desk.ask(operatorOf(planned.lead), draftProposal, { body: { year: city.year, content }, idempotencyKey: `proposal/${planned.id}/draft` });
};

/** The ratio over the cap is refused (GY-13), and the department corrects its draft. */
const askTooMuch = async ({ desk, city, journal, now }: Scene, planned: PlannedInspection, { proposalId, version }: Proposal): Promise<void> => {
  const operator = operatorOf(planned.lead);
  const answer = await desk.attempt(operator, submitProposal, { params: { proposalId }, idempotencyKey: `proposal/${planned.id}/ask-too-much` });
  if (answer.ok) throw new Error(`a ratio of ${TOO_MUCH} was accepted for ${proposalId} (GY-13)`);
  const { code, ruleRef = '', title } = answer.problem;
  journal.note('ratioRefused', { at: now(), proposalId, ratio: TOO_MUCH, code, ruleRef, title });
  await desk.ask(operator, changeProposal, { params: { proposalId }, body: { content: contentOf(planned, city.targets) }, ifMatch: version, idempotencyKey: `proposal/${planned.id}/correct` });
};

const submit = async ({ desk }: Scene, planned: PlannedInspection, { proposalId }: Proposal): Promise<void> => {
  await desk.ask(operatorOf(planned.lead), submitProposal, { params: { proposalId }, idempotencyKey: `proposal/${planned.id}/submit` });
};
