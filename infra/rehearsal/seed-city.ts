import { putBlindingKey } from '../../shared/api/blinding-key.ts';
import { putDepartment } from '../../shared/api/departments.ts';
import { createExperts } from '../../shared/api/experts.ts';
import { createInspectors } from '../../shared/api/inspectors.ts';
import { createItems } from '../../shared/api/items.ts';
import { createTargets } from '../../shared/api/targets.ts';
import { putWorkRules } from '../../shared/api/work-rules.ts';
import { inParallel } from '../../shared/kernel/in-parallel.ts';
import { bucketOf } from '../../shared/registry/bucket.ts';
import { bytes32 } from './chance.ts';
import { DEPARTMENTS, ENFORCING } from './city/departments.ts';
import { EXPERT_KEEPER, EXPERTS } from './city/experts.ts';
import { inspectors } from './city/inspectors.ts';
import { ITEMS } from './city/items.ts';
import { OFFICES, operatorOf } from './city/people.ts';
import { targetAt } from './city/targets.ts';
import { workRulesOf } from './city/work-rules.ts';
import { declareRecusals } from './people/declared-recusals.ts';
import type { Scene } from './scene.ts';

const BULK = 97;
const WIDTH = 4;

/**
 * Enters the city: bodies, rules, items, enterprises, inspectors, declared recusals, the blinding key. Entered again, it changes nothing.
 * What is entered side by side goes into different streams of the trail: the same seed gives the same trail, entry by entry.
 */
export const seedCity = async (scene: Scene, onProgress: (entered: number) => void): Promise<void> => {
  if (scene.journal.read().seeded !== undefined) return;
  const { desk, city } = scene;
  const { administrator } = OFFICES;
  for (const [code, body] of Object.entries(DEPARTMENTS)) await desk.ask(administrator, putDepartment, { params: { code }, body });
  for (const department of ENFORCING) await desk.ask(operatorOf(department), putWorkRules, { params: { department }, body: workRulesOf(department) });
  await desk.ask(administrator, createItems, { body: { rows: [...ITEMS] }, idempotencyKey: 'city/items' });
  for (const department of ENFORCING) {
    const rows = inspectors(city.seed).filter((officer) => officer.department === department);
    await desk.ask(operatorOf(department), createInspectors, { body: { rows }, idempotencyKey: `city/inspectors/${department}` });
  }
  await desk.ask(operatorOf(EXPERT_KEEPER), createExperts, { body: { rows: [...EXPERTS] }, idempotencyKey: 'city/experts' });
  let entered = 0;
  await inParallel(lanes(city), WIDTH, async (bulks) => {
    for (const [from, to] of bulks) {
      const rows = Array.from({ length: to - from }, (_, i) => targetAt(city.seed, from + i));
      await desk.ask(administrator, createTargets, { body: { rows }, idempotencyKey: `city/targets/${from}` });
      onProgress((entered += rows.length));
    }
  });
  await declareRecusals(scene);
  const key = await desk.attempt(administrator, putBlindingKey, { body: { key: bytes32(city.seed, 'blinding-key') }, idempotencyKey: 'city/blinding-key' });
  if (!key.ok && key.problem.code !== 'blinding-key-set') throw new Error(`the blinding key was refused: ${key.problem.code} ${key.problem.title}`);
  scene.journal.note('seeded', { at: scene.now() });
};

/** The bulks of the directory; those that share a stream follow one another. */
const lanes = ({ seed, targets }: Scene['city']): readonly (readonly Bulk[])[] => [...Map.groupBy(bulksOf(targets), ([from]) => bucketOf(targetAt(seed, from).id)).values()];

type Bulk = readonly [from: number, to: number];

const bulksOf = (count: number): readonly Bulk[] =>
  Array.from({ length: Math.ceil(count / BULK) }, (_, i) => [i * BULK, Math.min(count, (i + 1) * BULK)] as const);
