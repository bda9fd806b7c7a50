import { applyForRecusal, decideRecusal } from '../../../shared/api/recusals.ts';
import { atTime } from '../../../shared/kernel/instant.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { headOf, inspectorUser } from '../../rehearsal/city/people.ts';
import type { PlannedEntry } from './city-plan.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import { alsoA } from './users.ts';

/** On the morning before the scheme an officer of the lead department may apply for recusal; the head grants it, refuses it, or leaves it lying (NR-3). */
export const officersStepAside = async (scene: Scene, planned: PlannedEntry, day: LocalDate): Promise<readonly Action[]> => {
  const { city, fate, truth, duties } = scene;
  const officer = fate.pick(city.inspectors.filter(({ department }) => department === planned.lead), 'steps-aside', planned.id);
  const user = inspectorUser(officer);
  if (!fate.befalls('recusal', user.sub, planned.id)) return [];
  const { officerId } = officer;
  const { id: targetId } = fate.pick(city.targets, 'steps-aside-from', planned.id);
  const recusalId = `${officerId}-${targetId}`;
  const known = (await truth.recusals()).find((each) => each.recusalId === recusalId);
  const key = `recusal/${recusalId}`;
  if (known === undefined) {
    const body = { officerId, targetId, ground: 'kinship' as const, reason: '近亲属任该企业负责人' };
    const stranger = city.inspectors.find((each) => each.officerId !== officerId);
    const run = async (): Promise<void> => {
      await duties.perform({
        user, endpoint: applyForRecusal, input: { body }, key: `${key}/apply`,
        outsiders: stranger === undefined ? [] : [inspectorUser(stranger)],
        wrong: [{ name: 'an enterprise that does not exist', input: { body: { ...body, targetId: '91510800MA00000000' } } }],
      });
    };
    return [{ at: atTime(day, '09:10'), key: `${key}/apply`, run }];
  }
  const head = headOf(planned.lead);
  if (known.stage !== 'applied' || fate.befalls('recusal-undecided', head.sub, planned.id)) return [];
  const run = async (): Promise<void> => {
    await duties.perform({
      user: head, endpoint: decideRecusal, key: `${key}/decide`, version: known.version,
      input: { params: { recusalId }, body: { grant: fate.between(0, 2, 'grants', recusalId) > 0, reason: '经核实作出决定' } },
      outsiders: city.departments.filter((code) => code !== planned.lead).slice(0, 1).map(headOf),
      wrong: [{ name: 'the officer decides on the own application (NR-3)', user: alsoA(user, 'head') }],
    });
  };
  return [{ at: atTime(day, '09:40'), key: `${key}/decide`, run }];
};
