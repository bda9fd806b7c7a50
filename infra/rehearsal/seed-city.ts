import { putBlindingKey } from '../../shared/api/blinding-key.ts';
import { putDepartment } from '../../shared/api/departments.ts';
import { createInspectors } from '../../shared/api/inspectors.ts';
import { createItems } from '../../shared/api/items.ts';
import { createTargets } from '../../shared/api/targets.ts';
import { putWorkRules } from '../../shared/api/work-rules.ts';
import { inParallel } from '../../shared/kernel/in-parallel.ts';
import { bytes32 } from './chance.ts';
import { DEPARTMENTS, ENFORCING } from './city/departments.ts';
import { inspectors } from './city/inspectors.ts';
import { ITEMS } from './city/items.ts';
import { OFFICES, operatorOf } from './city/people.ts';
import { targetAt } from './city/targets.ts';
import { workRulesOf } from './city/work-rules.ts';
import { declareRecusals } from './people/declared-recusals.ts';
import type { Scene } from './scene.ts';

const BULK = 97;
const WIDTH = 4;

/** Enters the city: bodies, rules, items, enterprises, inspectors, declared recusals, the blinding key. Entered again, it changes nothing. */
export const seedCity = async (scene: Scene, onProgress: (entered: number) => void): Promise<void> => {
  if (scene.journal.read().seeded !== undefined) return;
  const { desk, city } = scene;
  const { administrator } = OFFICES;
  await inParallel(Object.entries(DEPARTMENTS), WIDTH, ([code, body]) => desk.ask(administrator, putDepartment, { params: { code }, body }));
  await inParallel(ENFORCING, WIDTH, (department) => desk.ask(operatorOf(department), putWorkRules, { params: { department }, body: workRulesOf(department) }));
  await desk.ask(administrator, createItems, { body: { rows: [...ITEMS] }, idempotencyKey: 'city/items' });
  for (const department of ENFORCING) {
    const rows = inspectors(city.seed).filter((officer) => officer.department === department);
    await desk.ask(operatorOf(department), createInspectors, { body: { rows }, idempotencyKey: `city/inspectors/${department}` });
  }
  let entered = 0;
  await inParallel(bulks(city.targets), WIDTH, async ([from, to]) => {
    const rows = Array.from({ length: to - from }, (_, i) => targetAt(city.seed, from + i));
    await desk.ask(administrator, createTargets, { body: { rows }, idempotencyKey: `city/targets/${from}` });
    onProgress((entered += rows.length));
  });
  await declareRecusals(scene);
  const key = await desk.attempt(administrator, putBlindingKey, { body: { key: bytes32(city.seed, 'blinding-key') }, idempotencyKey: 'city/blinding-key' });
  if (!key.ok && key.problem.code !== 'blinding-key-set') throw new Error(`the blinding key was refused: ${key.problem.code} ${key.problem.title}`);
  scene.journal.note('seeded', { at: scene.now() });
};

const bulks = (count: number): readonly (readonly [from: number, to: number])[] =>
  Array.from({ length: Math.ceil(count / BULK) }, (_, i) => [i * BULK, Math.min(count, (i + 1) * BULK)] as const);
