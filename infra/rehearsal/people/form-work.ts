import { atTime } from '../../../shared/kernel/instant.ts';
import type { Action } from '../action.ts';
import type { Scene } from '../scene.ts';
import { befalls } from '../story.ts';
import type { Form } from '../truth.ts';
import { enterForm, entersOn } from './enter.ts';
import { step, type FormAtHand } from './form-at-hand.ts';
import { askForNonDisclosure, decideOnNonDisclosure } from './non-disclosure.ts';
import { claimForm, organiseForm, organisesOn } from './organise.ts';
import { plannedOf } from './planned-of.ts';
import { targetTurnsOutClosed } from './lose-target.ts';
import { officerFallsIll, partiesDrawSubstitute } from './replace-officer.ts';
import { recordFindings, visit } from './visit.ts';

/** What happens next to each form of a batch, from the claim to the entry (GY-15, GY-19, DZ-4). */
export const formWork = async (scene: Scene, batchId: string): Promise<readonly Action[]> => {
  const [batch, forms] = await Promise.all([scene.truth.batch(batchId), scene.truth.forms(batchId)]);
  const planned = plannedOf(batch);
  const steps = forms.flatMap((form, place) => {
    const step = nextStep({ scene, batch, planned, form, place, last: place === forms.length - 1 });
    return step === undefined ? [] : [step];
  });
  return befalls('replaced', planned) || befalls('targetLost', planned) ? [...steps, ...(await partiesDrawSubstitute(scene, batch, planned))] : steps;
};

const nextStep = (at: FormAtHand): Action | undefined => {
  const { form, batch } = at;
  switch (form.stage) {
    case 'noticed':
      return form.tasks.some(({ claimed }) => claimed === undefined)
        ? step(at, 'claim', atTime(organisesOn(at), '09:30'), claimForm)
        : step(at, 'organise', atTime(organisesOn(at), '10:30'), organiseForm);
    case 'organised':
      if (batch.stage !== 'organised') return undefined;
      return targetTurnsOutClosed(at) ?? officerFallsIll(at) ?? (isWhole(form) ? step(at, 'visit', atTime(form.visitOn, '14:00'), visit) : undefined);
    case 'inspected':
      if (form.results.length < form.items.length) return step(at, 'findings', atTime(form.visitedOn, '14:00'), recordFindings);
      if (batch.stage !== 'inspected') return undefined;
      return askForNonDisclosure(at, batch) ?? step(at, 'enter', atTime(entersOn(at, batch), '16:00'), enterForm);
    case 'entered':
      return decideOnNonDisclosure(at);
    default:
      return undefined;
  }
};

const isWhole = ({ replacements }: Form): boolean => replacements.every(({ substitute }) => substitute !== undefined);
