import { changeTarget, createTargets, getTarget } from '../../../shared/api/targets.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { between } from '../../rehearsal/chance.ts';
import { OFFICES } from '../../rehearsal/city/people.ts';
import { targetAt } from '../../rehearsal/city/targets.ts';
import type { PlannedEntry } from './city-plan.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';

const { administrator, supervisor } = OFFICES;

const CLASS_CHANGES = 0.4;
const GROWS = 0.5;
/** Far from the numbers of those the city began with. */
const NEWCOMERS_FROM = 500;

/** What moves in the directory of a city with rules of its own between plan and draw: the class of the day is another one, or the floor is one of more enterprises. */
export const directoryMoves = (scene: Scene, planned: PlannedEntry, at: Instant): readonly Action[] => {
  const { city: { rules }, fate, memory } = scene;
  const moves = [
    ...(rules?.byClass === true && fate.strikes(`class-changes ${planned.id}`, CLASS_CHANGES, () => `an enterprise is in another credit class (${planned.id})`) ? [{ key: `class/${planned.id}`, run: () => changeClass(scene, planned) }] : []),
    ...(rules?.byClass === false && rules.floorBp > 0 && fate.strikes(`grows ${planned.id}`, GROWS, () => `new enterprises enter the directory (${planned.id})`) ? [{ key: `grows/${planned.id}`, run: () => grow(scene, planned) }] : []),
  ];
  return moves.filter(({ key }) => !memory.has(key)).map(({ key, run }) => ({
    at, key,
    run: async () => {
      memory.keep(key);
      await run();
    },
  }));
};

/** Never into the riskiest class: what must stay whole of a plan that is issued must not outgrow its cap. */
const changeClass = async ({ city, fate, hand, duties }: Scene, planned: PlannedEntry): Promise<void> => {
  const { id: targetId } = fate.pick(city.targets, 'class changes', planned.id);
  const { version, id: _id, firstEntry: _first, codeOverride: _override, ...content } = await hand.read(administrator, getTarget, { params: { targetId } });
  const creditClass = fate.pick((['A', 'B', 'C'] as const).filter((code) => code !== content.creditClass), 'class changes to', planned.id);
  await duties.perform({ user: administrator, endpoint: changeTarget, input: { params: { targetId }, body: { ...content, creditClass }, ifMatch: version }, key: `class/${planned.id}`, version, outsiders: [supervisor] });
};

/** At most as many as leave room for a floor that is one higher. */
const grow = async ({ city, duties }: Scene, planned: PlannedEntry): Promise<void> => {
  const begins = NEWCOMERS_FROM + 10 * Number(planned.id.slice(-1));
  const rows = Array.from({ length: between(1, 2, city.seed, 'newcomers', planned.id) }, (_, index) => ({ ...targetAt(city.seed, begins + index), status: '001' as const }));
  await duties.perform({ user: administrator, endpoint: createTargets, input: { body: { rows } }, key: `grows/${planned.id}`, outsiders: [supervisor] });
};
