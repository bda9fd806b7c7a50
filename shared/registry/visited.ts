import { compactDate, type LocalDate } from '../kernel/local-date.ts';
import { departmentOf } from './inspector-store.ts';

/** A visit that took place: by which officers, of one department or several. */
export interface Visit {
  readonly targetId: string;
  readonly visitedOn: LocalDate;
  readonly officers: readonly string[];
}

/** How an officer's `lastVisited` changes. */
export interface VisitedChange {
  readonly added: readonly string[];
  readonly released: readonly string[];
}

/**
 * What `visits` make of an officer's `lastVisited` (NR-3): targets they visited come in; those that others of the same department visited since go out,
 * because the same officer may not come twice *running*, per department.
 */
export const visitedChange = (officer: { readonly officerId: string; readonly lastVisited: readonly string[] }, visits: readonly Visit[]): VisitedChange => {
  const department = departmentOf(officer.officerId);
  const had = new Set(officer.lastVisited);
  const has = new Set(had);
  for (const { targetId, officers } of visits) {
    if (officers.includes(officer.officerId)) has.add(targetId);
    else if (officers.some((each) => departmentOf(each) === department)) has.delete(targetId);
  }
  return { added: [...has].filter((id) => !had.has(id)), released: [...had].filter((id) => !has.has(id)) };
};

/** The later of the recorded day and the visit, `YYYYMMDD`. */
export const lastInspectedAfter = (recorded: string, { visitedOn }: Visit): string => {
  const day = compactDate(visitedOn);
  return day > recorded ? day : recorded;
};
