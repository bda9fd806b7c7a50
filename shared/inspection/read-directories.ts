import { inParallel } from '../kernel/in-parallel.ts';
import type { Batch } from '../plan/batch.ts';
import { readDepartments } from '../registry/department-store.ts';
import { readInspectors } from '../registry/inspector-store.ts';
import { items } from '../registry/item-store.ts';
import { targets } from '../registry/target-store.ts';
import type { Stores } from '../store/record.ts';
import type { Directories, DrawnTask } from './form-of.ts';

const WIDTH = 16;

/** What the directories say, on the day of dispatch, of the items, targets, departments and inspectors of a batch. */
export const readDirectories = async (
  { registry }: Pick<Stores, 'registry'>,
  batch: Batch,
  drawn: readonly string[],
  tasks: readonly DrawnTask[],
): Promise<Directories> => {
  const visitors = [...new Set(tasks.map(({ department }) => department))];
  const [foundItems, foundTargets, departments, inspectors] = await Promise.all([
    inParallel(batch.entry.items, WIDTH, (itemId) => items.find(registry, itemId)),
    inParallel(drawn, WIDTH, (id) => targets.find(registry, id)),
    readDepartments(registry),
    inParallel(visitors, WIDTH, (department) => readInspectors(registry, department)),
  ]);
  return {
    items: byKey(foundItems, ({ itemId }) => itemId),
    targets: byKey(foundTargets, ({ id }) => id),
    departments: byKey(departments, ({ code }) => code),
    inspectors: byKey(inspectors.flat(), ({ officerId }) => officerId),
  };
};

const byKey = <T>(found: readonly (T | undefined)[], keyOf: (thing: T) => string): ReadonlyMap<string, T> =>
  new Map(found.flatMap((thing) => (thing === undefined ? [] : [[keyOf(thing), thing] as const])));
