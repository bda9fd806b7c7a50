import { yearOf, type LocalDate } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PlanContent } from './entry.ts';

/** The inspection lies in the plan year and is finished by the year's last day for it, unless the entry states a special time (GY-17). */
export const checkDates = (
  { inspectionDate: { from, to }, finishBy }: Pick<PlanContent, 'inspectionDate' | 'finishBy'>,
  year: { readonly year: number; readonly finishBy: LocalDate },
): Result<void, Refusal> => {
  if (to < from) return refuse('date-reversed', { pointer: '/content/inspectionDate/to' });
  const days = { '/content/inspectionDate/from': from, '/content/inspectionDate/to': to, '/content/finishBy': finishBy ?? to };
  for (const [pointer, day] of Object.entries(days)) {
    if (yearOf(day) !== year.year) return refuse('date-outside-year', { pointer, facts: { year: year.year } });
  }
  const last = finishBy ?? year.finishBy;
  if (to > last) return refuse('date-after-finish', { pointer: '/content/inspectionDate/to', facts: { finishBy: last } });
  return ok(undefined);
};
