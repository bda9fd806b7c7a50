import { draftProposal, submitProposal, withdrawProposal } from '../../../shared/api/proposals.ts';
import { operatorOf, type User } from '../../rehearsal/city/people.ts';
import type { PlannedEntry } from './city-plan.ts';
import { exactlyOne } from './exactly-one.ts';
import { contentOf } from './plan-content.ts';
import type { Scene } from './scene.ts';
import { withEveryClass } from './unruly-content.ts';

/** Oftener where something must stay whole that a rival may take. */
const RIVALS = { plain: 0.1, classed: 0.4 } as const;
const AMPLE_BP = 9000;

/** True where another proposal that wants all the cap has to give goes in at the same moment. */
export const hasRival = ({ fate, memory }: Scene, { id, lead, classes }: PlannedEntry): boolean =>
  fate.strikes(`rival ${id}`, classes === undefined ? RIVALS.plain : RIVALS.classed, () => `another proposal for all that the cap leaves is submitted at the same moment (${operatorOf(lead).sub}, ${id})`) && memory.once(`rival ${id}`);

/** Both go in at once, and only one of them finds room (GY-13, NR-8); then the rival is taken back. */
export const submitBesideRival = async (scene: Scene, planned: PlannedEntry, user: User, proposalId: string): Promise<void> => {
  const { city: { year, targets }, hand, duties } = scene;
  const key = `proposal/${planned.id}/rival`;
  const content = planned.classes === undefined ? { ...contentOf(planned), quantity: Math.floor((targets.length * AMPLE_BP) / 10_000) } : withEveryClass(planned);
  const drafted = await hand.send({ user, endpoint: draftProposal, input: { body: { year, content: { ...content, name: '未入计划的申报' } }, idempotencyKey: `${key}/draft` } });
  if (!drafted.ok) return;
  const rival = { proposalId: drafted.value.proposalId };
  await exactlyOne(scene, `${proposalId} and ${rival.proposalId} share one cap`, [
    { user, endpoint: submitProposal, input: { params: { proposalId }, idempotencyKey: `${key}/beside` } },
    { user, endpoint: submitProposal, input: { params: rival, idempotencyKey: `${key}/submit` } },
  ]);
  await duties.perform({ user, endpoint: withdrawProposal, input: { params: rival }, key: `${key}/withdraw` });
};
