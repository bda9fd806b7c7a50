import { putBlindingKey } from '../../../shared/api/blinding-key.ts';
import { putDepartment } from '../../../shared/api/departments.ts';
import { createInspectors } from '../../../shared/api/inspectors.ts';
import { createItems } from '../../../shared/api/items.ts';
import { createTargets } from '../../../shared/api/targets.ts';
import { putWorkRules } from '../../../shared/api/work-rules.ts';
import { bytes32 } from '../../rehearsal/chance.ts';
import { DEPARTMENTS } from '../../rehearsal/city/departments.ts';
import { OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import { workRulesOf } from '../../rehearsal/city/work-rules.ts';
import type { Scene } from './scene.ts';

const { administrator } = OFFICES;

/** Enters the city: bodies, rules, items, enterprises, inspectors, the blinding key (GY-2 to GY-4). */
export const foundCity = async ({ city, duties }: Scene): Promise<void> => {
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
  await duties.perform({ user: administrator, endpoint: putBlindingKey, input: { body: { key: bytes32(city.seed, 'blinding-key') } }, key: 'city/blinding-key', outsiders: [OFFICES.conference] });
};
