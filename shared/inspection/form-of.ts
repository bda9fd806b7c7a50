import type { Instant } from '../kernel/instant.ts';
import type { Batch } from '../plan/batch.ts';
import type { Department } from '../registry/department.ts';
import type { Inspector } from '../registry/inspector.ts';
import type { Item } from '../registry/item.ts';
import type { Target } from '../registry/target.ts';
import { inspectionIdOf, type Form, type FormAssistant, type FormIn, type FormItem, type FormTask } from './form.ts';
import { officerOf } from './form-officer.ts';

/** One task of the draw: a drawn target, a department and the officers drawn for it, in seat order. */
export interface DrawnTask {
  readonly targetId: string;
  readonly department: string;
  readonly officers: readonly string[];
}

/** What the directories say of those a batch concerns. */
export interface Directories {
  readonly items: ReadonlyMap<string, Item>;
  readonly targets: ReadonlyMap<string, Target>;
  readonly departments: ReadonlyMap<string, Department>;
  readonly inspectors: ReadonlyMap<string, Inspector>;
  /** Experts drawn to help, by target; absent where the scheme asks for none. */
  readonly assistants?: ReadonlyMap<string, readonly FormAssistant[]>;
}

/**
 * The forms of a batch, one per drawn target (一企一表), by target id: every item of the plan entry with the whole content of the item list (GY-14),
 * a task per department of the scheme, and no result anywhere (BY-6). An item is its own department's to write, or the lead's if that department is not part of the visit.
 * Throws if the draw names something the directories do not know: the directories are never emptied, so that is a fault.
 */
export const formsFor = (batch: Batch, drawn: readonly string[], tasks: readonly DrawnTask[], directories: Directories): readonly FormIn<'drawn'>[] => {
  const tasksOf = Map.groupBy(tasks, ({ targetId }) => targetId);
  const visitors = [...new Set(tasks.map(({ department }) => department))];
  const items = itemsOf(batch, visitors, directories);
  return [...drawn].sort().map((targetId, i) => formOf(batch, { targetId, no: i + 1, items, tasks: tasksOf.get(targetId) ?? [] }, directories));
};

/**
 * The form of a target that is called in for a lost one (BY-3), number `no` of the batch: as those that were drawn, but nobody is on it until the fresh ceremony has
 * drawn its officers.
 */
export const successorForm = (
  batch: Batch,
  successor: { readonly targetId: string; readonly departments: readonly string[]; readonly no: number },
  calledIn: NonNullable<Form['calledIn']>,
  directories: Directories,
): FormIn<'drawn'> => {
  const { targetId, departments, no } = successor;
  const tasks = departments.map((department) => ({ targetId, department, officers: [] }));
  return { ...formOf(batch, { targetId, no, items: itemsOf(batch, departments, directories), tasks }, directories), calledIn };
};

const itemsOf = (batch: Batch, visitors: readonly string[], directories: Directories): FormItem[] =>
  batch.entry.items.map((itemId) => formItem(known(directories.items, itemId), visitors, batch.entry.leadDepartment));

interface Drawn {
  readonly targetId: string;
  readonly no: number;
  readonly items: FormItem[];
  readonly tasks: readonly DrawnTask[];
}

const formOf = (batch: Batch, { targetId, no, items, tasks }: Drawn, directories: Directories): FormIn<'drawn'> => ({
  shape: 1,
  stage: 'drawn',
  inspectionId: inspectionIdOf(batch.batchId, targetId),
  batchId: batch.batchId,
  year: batch.year,
  targetId,
  enterprise: enterpriseOf(known(directories.targets, targetId)),
  taskNo: `${batch.batchId}-${String(no).padStart(4, '0')}`,
  leadDepartment: batch.entry.leadDepartment,
  items,
  tasks: tasks.map((task) => formTask(task, directories)),
  ...(directories.assistants === undefined ? {} : { assistants: [...(directories.assistants.get(targetId) ?? [])] }),
  results: [],
  replacements: [],
  version: 1,
});

/** The form with its notice, as it goes out. */
export const noticedForm = (form: FormIn<'drawn'>, notice: FormIn<'noticed'>['notice'], now: Instant): FormIn<'noticed'> => ({
  ...form,
  stage: 'noticed',
  notice,
  noticedAt: now,
  version: form.version + 1,
});

const formItem = ({ itemId, name, department, basis, content }: Item, visitors: readonly string[], lead: string): FormItem => ({
  itemId,
  name,
  department: visitors.includes(department) ? department : lead,
  basis: [...basis],
  checklist: [...content],
});

const formTask = ({ department, officers }: DrawnTask, { departments, inspectors }: Directories): FormTask => ({
  department,
  departmentName: known(departments, department).name,
  officers: officers.map((officerId) => {
    const officer = known(inspectors, officerId);
    return officerOf(officer, department, known(departments, officer.department).name);
  }),
});

const enterpriseOf = ({ name, region, industry, address }: Target) => ({ name, region, industry, address });

const known = <T>(directory: ReadonlyMap<string, T>, id: string): T => {
  const found = directory.get(id);
  if (found === undefined) throw new Error(`the draw names ${id}, which the directory does not hold`);
  return found;
};
