import { inParallel } from '../kernel/in-parallel.ts';
import type { Batch } from '../plan/batch.ts';
import { readDepartments } from '../registry/department-store.ts';
import { departmentOf, readInspectors } from '../registry/inspector-store.ts';
import { items } from '../registry/item-store.ts';
import { targets } from '../registry/target-store.ts';
import type { Stores } from '../store/record.ts';
import { readAssistants } from './read-assistants.ts';
import type { Directories, DrawnTask } from './form-of.ts';

const WIDTH = 16;

/** What the directories say, on the day of dispatch, of the items, targets, departments and inspectors of a batch. */
export const readDirectories = async (
  stores: Pick<Stores, 'registry' | 'snapshots'>,
  batch: Batch,
  drawn: readonly string[],
  tasks: readonly DrawnTask[],
): Promise<Directories> => {
  const { registry } = stores;
  // Those who come, and the bodies that those pooled come from (SM-4).
  const visitors = [...new Set(tasks.flatMap(({ department, officers }) => [department, ...officers.map(departmentOf)]))];
  const [foundItems, foundTargets, departments, inspectors, assistants] = await Promise.all([
    inParallel(batch.entry.items, WIDTH, (itemId) => items.find(registry, itemId)),
    inParallel(drawn, WIDTH, (id) => targets.find(registry, id)),
    readDepartments(registry),
    inParallel(visitors, WIDTH, (department) => readInspectors(registry, department)),
    readAssistants(stores, batch),
  ]);
  return {
    items: byKey(foundItems, ({ itemId }) => itemId),
    targets: byKey(foundTargets, ({ id }) => id),
    departments: byKey(departments, ({ code }) => code),
    inspectors: byKey(inspectors.flat(), ({ officerId }) => officerId),
    ...(assistants === undefined ? {} : { assistants }),
  };
};

const byKey = <T>(found: readonly (T | undefined)[], keyOf: (thing: T) => string): ReadonlyMap<string, T> =>
  new Map(found.flatMap((thing) => (thing === undefined ? [] : [[keyOf(thing), thing] as const])));
