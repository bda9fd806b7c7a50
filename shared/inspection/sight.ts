import { listEvents } from '../draw/events/event-store.ts';
import { unopenedBatches } from '../draw/record/sealed-store.ts';
import type { Person } from '../identity/actor.ts';
import { permits } from '../identity/permission.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Table } from '../store/table.ts';
import type { Form } from './form.ts';
import { GROUND_KEPT_BACK, publicLossCode } from './loss-code.ts';

/** Which forms of a batch a person may know of. */
export type Sight = 'all' | ((form: Form) => boolean);

/**
 * All forms of a batch; of a draw that is sealed and not opened yet, to those who lack `draw.sealed.read`, only those of the visits they were drawn for (NR-9): at the
 * draw, or by a ceremony after a loss.
 */
export const sightOf = async (lifecycle: Table, person: Person, batchId: string): Promise<Sight> => {
  if (permits(person, 'draw.sealed.read') || !(await unopenedBatches(lifecycle)).has(batchId)) return 'all';
  const { officer } = person;
  if (officer === undefined) return () => false;
  const later = (await listEvents(lifecycle, batchId)).flatMap(({ line }) => (line.kind === 'replaced' ? line.tasks : [])).filter(({ officers }) => officers.includes(officer));
  return ({ targetId, tasks }) =>
    tasks.some(({ officers }) => officers.some(({ officerId }) => officerId === officer)) || later.some(({ taskId }) => taskId.startsWith(targetId));
};

/** Refused with `not-found`, as if there were no such form, unless the person may know of it (NR-9). */
export const checkSight = async (lifecycle: Table, person: Person, form: Form): Promise<Result<void, Refusal<'not-found'>>> => {
  const sight = await sightOf(lifecycle, person, form.batchId);
  return sight === 'all' || sight(form) ? ok(undefined) : refuse('not-found', { facts: { what: form.inspectionId } });
};

/** The form as `reader` may read it: a loss to the cap without its ground, which may be a visit that they may not know of (NR-9). */
export const shownTo = (form: Form, reader: Person | undefined): Form => {
  if (form.stage !== 'lost' || reader === undefined || permits(reader, 'draw.sealed.read')) return form;
  const code = publicLossCode(form.loss.code);
  return code === form.loss.code ? form : { ...form, loss: { ...form.loss, code, ground: GROUND_KEPT_BACK, evidence: [] } };
};
