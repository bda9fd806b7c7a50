import type { InspectorEntry } from '../../../shared/registry/inspector.ts';
import { inspectorUser, operatorOf, type User } from '../../rehearsal/city/people.ts';
import type { PlannedEntry } from './city-plan.ts';
import type { Scene } from './scene.ts';
import type { Wait } from './wait.ts';
import type { Batch, Form } from './truth.ts';

/** One form with what it belongs to. */
export interface FormAtHand<F extends Form = Form> {
  readonly scene: Scene;
  readonly batch: Batch;
  readonly planned: PlannedEntry;
  readonly form: F;
  readonly wait: Wait;
}

/** A form in one stage. */
export type FormIn<S extends Form['stage']> = Extract<Form, { stage: S }>;

/** Officer number `place` of its own whom `department` sends, as they sign in; where all were pooled, the department's operator. Throws if it sends nobody. */
export const officerUser = ({ inspectionId, tasks }: Form, department: string, place = 0): User => {
  const officers = tasks.find((task) => task.department === department)?.officers ?? [];
  if (officers.length === 0) throw new Error(`${inspectionId}: department ${department} sent nobody`);
  const own = officers.filter(({ from }) => from === undefined);
  const officer = own[place] ?? own[0];
  return officer === undefined ? operatorOf(department) : inspectorUser({ ...officer, department });
};

/** Officers of the city who have no part in this visit. */
export const strangersTo = ({ city }: Scene, { tasks }: Form): readonly InspectorEntry[] => {
  const part = new Set(tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId)));
  return city.inspectors.filter(({ officerId, kind }) => kind === 'officer' && !part.has(officerId));
};

/** A department of the city that takes no part in the visit, if there is one. */
export const departmentsOutside = ({ city }: Scene, { tasks }: Form): readonly string[] => city.departments.filter((code) => tasks.every(({ department }) => department !== code));
