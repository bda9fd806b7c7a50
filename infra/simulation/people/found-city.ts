import { putBlindingKey } from '../../../shared/api/blinding-key.ts';
import { putDepartment } from '../../../shared/api/departments.ts';
import { createExperts } from '../../../shared/api/experts.ts';
import { createInspectors } from '../../../shared/api/inspectors.ts';
import { createItems } from '../../../shared/api/items.ts';
import { applyForRecusal } from '../../../shared/api/recusals.ts';
import { createTargets } from '../../../shared/api/targets.ts';
import { putWorkRules } from '../../../shared/api/work-rules.ts';
import { bytes32 } from '../../rehearsal/chance.ts';
import { DEPARTMENTS } from '../../rehearsal/city/departments.ts';
import { OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import { workRulesOf } from '../../rehearsal/city/work-rules.ts';
import type { Scene } from './scene.ts';

const { administrator } = OFFICES;

/** Enters the city: bodies, rules, items, enterprises, inspectors, the blinding key (GY-2 to GY-4). */
export const foundCity = async (scene: Scene): Promise<void> => {
  const { city, duties } = scene;
  const enforcing = new Set<string>(city.departments);
  for (const [code, body] of Object.entries(DEPARTMENTS)) {
    if (body.kind !== 'enforcing' || enforcing.has(code)) {
      await duties.perform({ user: administrator, endpoint: putDepartment, input: { params: { code }, body }, key: `city/department/${code}`, outsiders: [OFFICES.supervisor] });
    }
  }
  for (const department of city.departments) {
    await duties.perform({ user: operatorOf(department), endpoint: putWorkRules, input: { params: { department }, body: workRulesOf(department) }, key: `city/rules/${department}`, outsiders: [OFFICES.conference] });
  }
  await duties.perform({ user: administrator, endpoint: createItems, input: { body: { rows: [...city.items] } }, key: 'city/items' });
  for (const department of city.departments) {
    const rows = city.inspectors.filter((officer) => officer.department === department);
    await duties.perform({ user: operatorOf(department), endpoint: createInspectors, input: { body: { rows } }, key: `city/inspectors/${department}` });
  }
  await duties.perform({ user: administrator, endpoint: createTargets, input: { body: { rows: [...city.targets] } }, key: 'city/targets' });
  await foundExperts(scene);
  await duties.perform({ user: administrator, endpoint: putBlindingKey, input: { body: { key: bytes32(city.seed, 'blinding-key') } }, key: 'city/blinding-key', outsiders: [OFFICES.conference] });
};

/** Experts come into a library of their own (DZ-2), and one of them may have to step aside from an enterprise (NR-3). */
const foundExperts = async ({ city, duties, fate }: Scene): Promise<void> => {
  const [first] = city.experts;
  if (first === undefined) return;
  const user = operatorOf(first.department);
  const other = city.departments.find((code) => code !== first.department);
  await duties.perform({
    user, endpoint: createExperts, input: { body: { rows: [...city.experts] } }, key: 'city/experts',
    outsiders: [...(other === undefined ? [] : [operatorOf(other)]), OFFICES.supervisor],
    wrong: [{ name: 'a third party without its qualification (GY-16)', input: { body: { rows: [{ ...first, kind: 'third-party' }] } } }],
  });
  if (fate.between(0, 1, 'expert-steps-aside') === 0) return;
  const { id: targetId } = fate.pick(city.targets, 'expert-steps-aside-from');
  await duties.perform({ user, endpoint: applyForRecusal, input: { body: { officerId: first.expertId, targetId, ground: 'declared-interest', reason: '曾受该企业委托检验' } }, key: 'city/expert-recusal' });
};
