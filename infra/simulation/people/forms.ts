import { plannedOf } from './planned-of.ts';
import { disclosureDecision, disclosureRequest } from './disclosure.ts';
import { claimActions, organiseAction } from './organise.ts';
import { lossAction } from './lost-officer.ts';
import { targetLoss } from './lost-target.ts';
import { enterAction } from './enter.ts';
import { findingActions } from './findings.ts';
import { partiesDrawSubstitute } from './substitute.ts';
import { visitAction } from './visit.ts';
import type { FormAtHand } from './form-at-hand.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Wait } from './wait.ts';

/** What happens next to each form of a batch, from the claim to the entry (GY-15, GY-19). */
export const formWork = async (scene: Scene, batchId: string, wait: Wait): Promise<readonly Action[]> => {
  const [batch, forms] = await Promise.all([scene.truth.batch(batchId), scene.truth.forms(batchId)]);
  const planned = plannedOf(scene, batch);
  const steps = await Promise.all(forms.map((form) => nextSteps({ scene, batch, planned, form, wait })));
  const isLost = forms.some(({ stage, replacements }) => stage === 'drawn' || (stage !== 'lost' && replacements.some(({ substitute }) => substitute === undefined)));
  return [...steps.flat(), ...(isLost ? await partiesDrawSubstitute(scene, batch) : [])];
};

const nextSteps = async (at: FormAtHand): Promise<readonly Action[]> => {
  const gone = await targetLoss(at);
  return [...gone, ...(await onwards(at))];
};

const onwards = async (at: FormAtHand): Promise<readonly Action[]> => {
  const { form } = at;
  switch (form.stage) {
    case 'noticed':
      return form.tasks.some(({ claimed }) => claimed === undefined) ? claimActions(at) : organiseAction({ ...at, form });
    case 'organised':
      return (await lossAction({ ...at, form })) ?? (await visitAction({ ...at, form }));
    case 'inspected':
      return form.results.length < form.items.length ? findingActions({ ...at, form }) : (disclosureRequest(at) ?? enterAction(at));
    case 'entered':
      return disclosureDecision(at);
    default:
      return [];
  }
};
