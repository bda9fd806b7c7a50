import { addDays, localDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Scene } from './scene.ts';
import type { Form, Visits } from './truth.ts';

/** An inspection that shares its visit with this one, as the enterprise's ledger has it. */
export type Partner = Visits['visits'][number];

/** Those who visit the enterprise together with this form's departments (GS-6, NR-5). */
export const partnersOf = async ({ truth }: Pick<Scene, 'truth'>, { inspectionId, targetId }: Pick<Form, 'inspectionId' | 'targetId'>): Promise<readonly Partner[]> => {
  const { visits } = await truth.visits(targetId);
  const own = visits.find((visit) => visit.inspectionId === inspectionId);
  if (own === undefined) return [];
  const host = own.shares ?? own.inspectionId;
  return visits.filter((visit) => visit.inspectionId !== inspectionId && (visit.shares ?? visit.inspectionId) === host);
};

/** The day to name for a visit that is shared: the one agreed on if it is still to come, else one that suits all. `wished`: what the own scheme would like. */
export const sharedDay = (partners: readonly Partner[], wished: LocalDate, today: LocalDate): LocalDate => {
  const agreed = partners.find(({ visitOn }) => visitOn !== undefined && visitOn >= today)?.visitOn;
  if (agreed !== undefined) return localDate(agreed);
  const from = partners.map((partner) => partner.from).sort().at(-1) ?? wished;
  const to = partners.map((partner) => partner.to).sort()[0] ?? wished;
  const after = wished < from ? localDate(from) : wished;
  return after > to && today <= to ? localDate(to) : after;
};

/** A day on which a shared visit may not be: another than the one agreed on. */
export const anotherDay = (day: LocalDate): LocalDate => addDays(day, 1);
