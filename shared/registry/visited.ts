import { compactDate, type LocalDate } from '../kernel/local-date.ts';
import { departmentOf } from './inspector-store.ts';

/** A visit that took place: by which officers, of one department or several. */
export interface Visit {
  readonly targetId: string;
  readonly visitedOn: LocalDate;
  readonly officers: readonly string[];
  /** Of the officers, who came for another department than their own, and for which (SM-4). Absent where nobody did. */
  readonly helped?: ReadonlyMap<string, string>;
}

/** What an officer's record holds of their visits. */
export interface VisitedBy {
  readonly officerId: string;
  readonly lastVisited: readonly string[];
  readonly visitedFor?: Readonly<Record<string, string>> | undefined;
}

/** How an officer's `lastVisited` changes. */
export interface VisitedChange {
  readonly added: readonly string[];
  readonly released: readonly string[];
}

/** The department an officer came for. */
const cameFor = ({ helped }: Visit, officerId: string): string => helped?.get(officerId) ?? departmentOf(officerId);

/**
 * The targets whose last visit the officer was part of once `visits` were made, each with the department whose visit it was (NR-3): what they visited comes in;
 * what others visited since for that department goes out, because the same officer may not come twice *running*, per department.
 */
const visitedAfter = (officer: VisitedBy, visits: readonly Visit[]): ReadonlyMap<string, string> => {
  const has = new Map(officer.lastVisited.map((targetId) => [targetId, officer.visitedFor?.[targetId] ?? departmentOf(officer.officerId)]));
  for (const visit of visits) {
    const { targetId, officers } = visit;
    if (officers.includes(officer.officerId)) has.set(targetId, cameFor(visit, officer.officerId));
    else if (officers.some((each) => cameFor(visit, each) === has.get(targetId))) has.delete(targetId);
  }
  return has;
};

/** What `visits` make of an officer's `lastVisited` (NR-3): what comes in and what goes out. */
export const visitedChange = (officer: VisitedBy, visits: readonly Visit[]): VisitedChange => {
  const had = new Set(officer.lastVisited);
  const has = visitedAfter(officer, visits);
  return { added: [...has.keys()].filter((id) => !had.has(id)), released: [...had].filter((id) => !has.has(id)) };
};

/** What they make of an officer's `visitedFor`: of the targets visited last, whose visit was another department's than the officer's own (SM-4). */
export const visitedForAfter = (officer: VisitedBy, visits: readonly Visit[]): Readonly<Record<string, string>> =>
  Object.fromEntries([...visitedAfter(officer, visits)].filter(([, department]) => department !== departmentOf(officer.officerId)).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The later of the recorded day and the visit, `YYYYMMDD`. */
export const lastInspectedAfter = (recorded: string, { visitedOn }: Visit): string => {
  const day = compactDate(visitedOn);
  return day > recorded ? day : recorded;
};
