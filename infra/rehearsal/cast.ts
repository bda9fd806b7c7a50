import type { CallAnswer } from '../../shared/api/endpoint.ts';
import type { listWaits } from '../../shared/api/executions.ts';
import type { Action } from './action.ts';
import { administratorRepairs } from './people/administrator-repairs.ts';
import { conferenceReviews, governmentIssues } from './people/conference-reviews.ts';
import { departmentsSubmit } from './people/departments-submit.ts';
import { formWork } from './people/form-work.ts';
import { leadEntersScheme } from './people/lead-enters-scheme.ts';
import { notaryBringsRound, partiesCommit, partiesReveal, partiesSignFor } from './people/parties-draw.ts';
import { strengthenDirectory } from './people/strengthen-directory.ts';
import { conferenceApprovesVoid, partiesSignVoid } from './people/void-an-attempt.ts';
import { conferenceRecordsWhoCame } from './people/who-came.ts';
import type { Scene } from './scene.ts';

/** A wait as the administrator sees it. */
export type Wait = CallAnswer<typeof listWaits>['items'][number];

type Part = (scene: Scene, batchId: string, since: Wait['since']) => Promise<readonly Action[]>;

const AT_A_BATCH: Readonly<Partial<Record<Wait['wait'], Part>>> = {
  scheme: leadEntersScheme,
  commitments: partiesCommit,
  reveals: partiesReveal,
  receipts: partiesSignFor,
  beacon: notaryBringsRound,
  shortage: strengthenDirectory,
  'void-approval': conferenceApprovesVoid,
  'void-signatures': partiesSignVoid,
  organised: async (scene, batchId, since) => [...(await formWork(scene, batchId)), ...(await conferenceRecordsWhoCame(scene, batchId, since))],
  inspected: async (scene, batchId, since) => [...(await formWork(scene, batchId)), ...(await administratorRepairs(scene, batchId, since))],
  results: formWork,
};

/** What everybody the waits wait for will do, and when. */
export const castFor = async (scene: Scene, waits: readonly Wait[]): Promise<readonly Action[]> => {
  const parts = await Promise.all(waits.map((wait) => partOf(scene, wait)));
  return parts.flat();
};

const partOf = async (scene: Scene, { subject, wait, since }: Wait): Promise<readonly Action[]> => {
  switch (wait) {
    case 'submissions-closed':
      return departmentsSubmit(scene, wait);
    case 'plan-compiled':
      return conferenceReviews(scene);
    case 'plan-issued':
      return governmentIssues(scene);
    default:
      return (await AT_A_BATCH[wait]?.(scene, subject.replace('batch/', ''), since)) ?? [];
  }
};
