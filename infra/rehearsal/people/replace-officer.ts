import { sendEventCommitment, sendEventReveal } from '../../../shared/api/batches.ts';
import { reportLostOfficer } from '../../../shared/api/inspections.ts';
import { atTime } from '../../../shared/kernel/instant.ts';
import { signCommitment, signReveal } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import type { Action } from '../action.ts';
import { bytes32 } from '../chance.ts';
import { operatorOf } from '../city/people.ts';
import type { PlannedInspection } from '../city/plan.ts';
import type { Scene } from '../scene.ts';
import { befalls } from '../story.ts';
import type { Batch, DrawView } from '../truth.ts';
import { weekdaysAfter } from '../weekdays.ts';
import { step, type FormAtHand } from './form-at-hand.ts';
import { inTheDay, inTurn } from './parties-draw.ts';
import { partiesTo } from './signers.ts';

type Event = DrawView['events'][number];

const AFTER = { committing: [20, 60, 100], revealing: [150, 190, 230] } as const;

/** Once all visits are organised, an officer of one visit falls ill and is reported lost; nobody names a substitute (BY-3). Undefined for all other forms. */
export const officerFallsIll = (at: FormAtHand): Action | undefined => {
  const { form, planned, place, batch } = at;
  if (place !== 0 || !befalls('replaced', planned) || form.replacements.length > 0 || !('organisedOn' in batch)) return undefined;
  return step(at, 'lost-officer', atTime(weekdaysAfter(batch.organisedOn, 1), '09:30'), async ({ scene: { desk, truth } }, key) => {
    const department = form.leadDepartment;
    const officerId = form.tasks.find((task) => task.department === department)?.officers[0]?.officerId ?? '';
    const body = { department, officerId, reason: '因病住院，检查当日不能到场', evidence: [] };
    await desk.ask(operatorOf(department), reportLostOfficer, { params: { inspectionId: form.inspectionId }, body, idempotencyKey: key });
    truth.forget(`batch/${form.batchId}`);
  });
};

/** The parties meet again, for the substitute alone: a fresh ceremony over the loss (BY-3). */
export const partiesDrawSubstitute = async (scene: Scene, { batchId }: Batch, planned: PlannedInspection): Promise<readonly Action[]> => {
  const { events } = await scene.truth.draw(batchId);
  return events.flatMap((event) => ceremonySteps(scene, batchId, planned, event));
};

const ceremonySteps = (scene: Scene, batchId: string, planned: PlannedInspection, { seq, line, ceremony }: Event): Action[] => {
  if (ceremony?.stage !== 'committing' && ceremony?.stage !== 'revealing') return [];
  const { desk, city: { seed } } = scene;
  const { stage, M0, M1 = '', awaited } = ceremony;
  return inTurn(partiesTo(planned, seed), seed, stage, batchId, seq)
    .map((party, turn) => ({ party, turn }))
    .filter(({ party }) => awaited.includes(party.signer.id))
    .map(({ party: { user, signer }, turn }) => {
      const key = `${batchId}/event-${seq}/${stage}/${signer.id}`;
      const secret = bytes32(seed, 'random-value', batchId, 'event', seq, signer.id);
      const common = { params: { batchId, seq }, idempotencyKey: key };
      const run = async (): Promise<void> => {
        if (stage === 'committing') await desk.ask(user, sendEventCommitment, { ...common, body: signCommitment(nodeCrypto, 'SHA-256', M0, signer, secret) });
        else await desk.ask(user, sendEventReveal, { ...common, body: signReveal(nodeCrypto, M1, signer, secret) });
        scene.truth.forget(`batch/${batchId}`);
      };
      return { at: inTheDay(line.at, AFTER[stage][turn] ?? 0), key, subject: `batch/${batchId}`, run };
    });
};
