import type { InspectorEntry } from '../../../shared/registry/inspector.ts';
import { inspectorUser, type User } from '../../rehearsal/city/people.ts';
import type { PlannedEntry } from './city-plan.ts';
import type { Scene, Wait } from './scene.ts';
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

/** Officer number `place` whom `department` sends, as they sign in. Throws if it sends nobody. */
export const officerUser = ({ inspectionId, tasks }: Form, department: string, place = 0): User => {
  const officers = tasks.find((task) => task.department === department)?.officers ?? [];
  const officer = officers[place] ?? officers[0];
  if (officer === undefined) throw new Error(`${inspectionId}: department ${department} sent nobody`);
  return inspectorUser({ ...officer, department });
};

/** Officers of the city who have no part in this visit. */
export const strangersTo = ({ city }: Scene, { tasks }: Form): readonly InspectorEntry[] => {
  const part = new Set(tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId)));
  return city.inspectors.filter(({ officerId, kind }) => kind === 'officer' && !part.has(officerId));
};

/** A department of the city that takes no part in the visit, if there is one. */
export const departmentsOutside = ({ city }: Scene, { tasks }: Form): readonly string[] => city.departments.filter((code) => tasks.every(({ department }) => department !== code));
