import { departmentsPropose, isLate } from './propose.ts';
import { conferenceIsHasty, conferenceReviews, governmentIssues } from './review.ts';
import { formWork } from './forms.ts';
import { leadEntersScheme } from './scheme.ts';
import { notaryBringsRound, partiesSignFor } from './draw-beacon.ts';
import { partiesCommit, partiesReveal } from './draw-parties.ts';
import { strengthenDirectory } from './strengthen.ts';
import { conferenceApprovesVoid, partiesSignVoid } from './void-draw.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Wait } from './wait.ts';

type Part = (scene: Scene, batchId: string, wait: Wait) => Promise<readonly Action[]>;

const AT_A_BATCH: Readonly<Partial<Record<Wait['wait'], Part>>> = {
  scheme: leadEntersScheme,
  commitments: partiesCommit,
  reveals: partiesReveal,
  receipts: partiesSignFor,
  beacon: notaryBringsRound,
  shortage: strengthenDirectory,
  'void-approval': conferenceApprovesVoid,
  'void-signatures': partiesSignVoid,
  organised: formWork,
  inspected: formWork,
  results: formWork,
};

/** What everybody the waits wait for will do, and when. */
export const castFor = async (scene: Scene, waits: readonly Wait[]): Promise<readonly Action[]> => {
  const parts = await Promise.all(waits.map((wait) => partOf(scene, wait)));
  return [...parts.flat(), ...scene.memory.intentions()];
};

const partOf = async (scene: Scene, wait: Wait): Promise<readonly Action[]> => {
  switch (wait.wait) {
    case 'submissions-closed': {
      const late = new Set(scene.city.plan.filter((planned) => isLate(scene, planned)).map(({ id }) => id));
      const own = departmentsPropose(scene, await scene.truth.proposals()).filter(({ key }) => !late.has(key.split('/')[1] ?? ''));
      return [...own, ...conferenceIsHasty(scene)];
    }
    case 'plan-compiled':
      return conferenceReviews(scene, wait, await scene.truth.proposals());
    case 'plan-issued':
      return governmentIssues(scene, wait);
    default:
      return (await AT_A_BATCH[wait.wait]?.(scene, wait.subject.replace('batch/', ''), wait)) ?? [];
  }
};
