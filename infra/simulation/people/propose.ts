import { changeProposal, discardProposal, draftProposal, forecastProposal, submitProposal, withdrawProposal } from '../../../shared/api/proposals.ts';
import { atTime, type Instant } from '../../../shared/kernel/instant.ts';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import { operatorOf, type User } from '../../rehearsal/city/people.ts';
import { weekdayFrom } from '../../rehearsal/weekdays.ts';
import type { PlannedEntry } from './city-plan.ts';
import { contentOf, oneTooMany, tooMuchOf } from './plan-content.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Proposal } from './truth.ts';
import { hasRival, submitBesideRival } from './rival.ts';
import { nextUnruly } from './unruly-content.ts';
import { alsoA } from './users.ts';
import { weekdayAfter } from './when.ts';

/** The proposal of an entry, if its department has drafted it; a withdrawn one has done its part. */
export const proposalOf = (proposals: readonly Proposal[], planned: PlannedEntry): Proposal | undefined =>
  proposals.findLast(({ department, content }) => department === planned.lead && content.name === planned.name);

/** True if the entry comes only in January (GY-6). */
export const isLate = ({ fate }: Scene, { id, lead }: PlannedEntry): boolean => fate.befalls('proposal-late', operatorOf(lead).sub, id);

/** Who writes the proposal: the department's operator, in one city of many one who also sits in the conference office. */
export const authorOf = (scene: Scene, planned: PlannedEntry): User => {
  const operator = operatorOf(planned.lead);
  return scene.fate.befalls('own-approval', operator.sub, `${planned.id} author`) ? alsoA(operator, 'conference') : operator;
};

/** What the departments do for the plan of the coming year (GY-5, GY-6): each draft and each submission on its own day. */
export const departmentsPropose = (scene: Scene, proposals: readonly Proposal[]): readonly Action[] =>
  scene.city.plan.flatMap((planned) => {
    const action = nextStep(scene, planned, proposalOf(proposals, planned));
    return action === undefined ? [] : [action];
  });

const nextStep = (scene: Scene, planned: PlannedEntry, proposal: Proposal | undefined): Action | undefined => {
  const begins = beginsAt(scene, planned);
  const key = `proposal/${planned.id}`;
  if (proposal === undefined) return { at: begins, key: `${key}/draft`, run: () => draft(scene, planned, `${key}/draft`) };
  switch (proposal.stage) {
    case 'draft':
      return isAsPlanned(proposal, planned)
        ? { at: weekdayAfter(begins, 1, '15:00'), key: `${key}/submit`, run: () => submit(scene, planned, proposal) }
        : { at: weekdayAfter(begins, 1, '14:00'), key: `${key}/correct/${proposal.version}`, run: () => correct(scene, planned, proposal) };
    case 'returned':
      return { at: weekdayAfter(proposal.reviewedAt, 1, '14:00'), key: `${key}/again/${proposal.version}`, run: () => again(scene, planned, proposal) };
    default:
      return undefined;
  }
};

const beginsAt = (scene: Scene, planned: PlannedEntry): Instant => {
  const { year } = scene.city;
  const day = isLate(scene, planned) ? addDays(localDate(`${year}-01-05`), scene.fate.between(0, 5, 'late draft', planned.id)) : addDays(localDate(`${year - 1}-11-10`), scene.fate.between(0, 30, 'draft', planned.id));
  return atTime(weekdayFrom(day), '10:00');
};

const isAsPlanned = ({ content }: Proposal, planned: PlannedEntry): boolean => {
  const asked = contentOf(planned);
  return content.exceedance !== undefined && content.ratio === asked.ratio && content.quantity === asked.quantity && canonicalJson(content.classes ?? []) === canonicalJson(asked.classes ?? []);
};

const outsidersTo = ({ city }: Scene, { lead }: PlannedEntry): readonly User[] => city.departments.filter((code) => code !== lead).slice(0, 1).map(operatorOf);

const draft = async (scene: Scene, planned: PlannedEntry, key: string): Promise<void> => {
  const user = authorOf(scene, planned);
  const unruly = await nextUnruly(scene, planned);
  const content = unruly ?? (scene.fate.befalls('over-cap', user.sub, planned.id) ? overCap(scene, planned) : contentOf(planned));
  // Drafted twice there are two drafts, which is no fault: a department may draft what it likes.
  await scene.hand.send({ user, endpoint: draftProposal, input: { body: { year: scene.city.year, content }, idempotencyKey: key } });
};

const overCap = ({ fate, city: { targets } }: Scene, planned: PlannedEntry) =>
  fate.between(0, 1, 'over cap', planned.id) === 0 ? tooMuchOf(planned) : oneTooMany(planned, targets.filter(({ status }) => status === '001').length);

const submit = async (scene: Scene, planned: PlannedEntry, { proposalId, version }: Proposal): Promise<void> => {
  // What is foreseen to be short warns and never refuses (BY-4): the proposal goes in either way.
  await scene.hand.read(authorOf(scene, planned), forecastProposal, { params: { proposalId } });
  if (hasRival(scene, planned)) return submitBesideRival(scene, planned, authorOf(scene, planned), proposalId);
  await scene.duties.perform({
    user: authorOf(scene, planned), endpoint: submitProposal, input: { params: { proposalId } }, key: `proposal/${planned.id}/submit`, version, outsiders: outsidersTo(scene, planned),
  });
};

/** What cap, floor or classes do not allow is refused (GY-13, DZ-3, NR-8); so is a change of an old version; then the department corrects its draft. */
const correct = async (scene: Scene, planned: PlannedEntry, { proposalId, version }: Proposal): Promise<void> => {
  const user = authorOf(scene, planned);
  const key = `proposal/${planned.id}/correct/${version}`;
  await scene.duties.tryWrongly('more than the cap, or less than the floor (GY-13)', { user, endpoint: submitProposal, input: { params: { proposalId }, idempotencyKey: `${key}/too-much` } });
  const content = (await nextUnruly(scene, planned)) ?? contentOf(planned);
  await scene.duties.perform({ user, endpoint: changeProposal, input: { params: { proposalId }, body: { content }, ifMatch: version }, key, version, outsiders: outsidersTo(scene, planned) });
};

const again = async (scene: Scene, planned: PlannedEntry, { proposalId, version }: Proposal): Promise<void> => {
  const user = authorOf(scene, planned);
  const key = `proposal/${planned.id}/again/${version}`;
  const isOnly = scene.city.plan[0]?.id === planned.id;
  if (!isOnly && scene.fate.befalls('gives-up', user.sub, planned.id)) {
    await scene.duties.tryWrongly('what was handed in is withdrawn, not discarded', { user, endpoint: discardProposal, input: { params: { proposalId }, idempotencyKey: `${key}/discard` } });
    await scene.duties.perform({ user, endpoint: withdrawProposal, input: { params: { proposalId } }, key: `${key}/withdraw`, version, outsiders: outsidersTo(scene, planned) });
    return;
  }
  await scene.duties.perform({ user, endpoint: submitProposal, input: { params: { proposalId } }, key, version });
};
