import { resolveShortage } from '../../../shared/api/batches.ts';
import { createInspectors } from '../../../shared/api/inspectors.ts';
import { OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import { reinforcementsOf } from './city-officers.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Wait } from './wait.ts';
import { comes, weekdayAfter } from './when.ts';

/** The departments that lack inspectors take over certified officers; then the conference sends the attempt to its void (BY-4). */
export const strengthenDirectory = async (scene: Scene, batchId: string, wait: Wait): Promise<readonly Action[]> => {
  const { truth, fate, duties } = scene;
  const { attempt } = await truth.draw(batchId);
  if (attempt?.stage !== 'short') return [];
  const { conference } = OFFICES;
  const short = [...new Set(attempt.shortages.map(({ department }) => department))];
  const key = `${batchId}/${attempt.drawNo}/shortage`;
  const resolve = { user: conference, endpoint: resolveShortage, input: { params: { batchId }, body: { reason: '名录已补充，重新摇号。' } } };
  const lacking: Action[] = [];
  for (const department of short) {
    const rows = reinforcementsOf(fate.seed, department, Number(batchId.slice(-3)) * 4 + attempt.drawNo);
    const known = new Set((await truth.officers(department)).map(({ officerId }) => officerId));
    if (rows.every(({ officerId }) => known.has(officerId))) continue;
    const enter = `${key}/reinforce/${department}`;
    const run = async (): Promise<void> => {
      if (fate.befalls('wrong', conference.sub, key) && scene.memory.once(key)) {
        // Too early, unless the directory has changed for another reason meanwhile, which redrawn-on-change tells apart.
        await scene.hand.send({ ...resolve, input: { ...resolve.input, idempotencyKey: `${key}/too-early` } });
      }
      const [first] = rows;
      await duties.perform({
        user: operatorOf(department), endpoint: createInspectors, key: enter, input: { body: { rows: [...rows] } },
        outsiders: scene.city.departments.filter((code) => code !== department).slice(0, 1).map(operatorOf),
        wrong: first === undefined ? [] : [{ name: 'an officer without a certificate (NR-4)', input: { body: { rows: [{ ...first, officerId: `${department}00999`, certificate: undefined }] } } }],
      });
    };
    lacking.push({ at: weekdayAfter(wait.since, 1, '09:30'), key: enter, run });
  }
  if (lacking.length > 0) return lacking;
  const at = comes(scene, conference, key, weekdayAfter(wait.since, 1, '10:30'), wait);
  return at === undefined ? [] : [{ at, key, run: async () => void (await duties.perform({ ...resolve, key, outsiders: [OFFICES.government] })) }];
};
