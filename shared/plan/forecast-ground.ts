import type { LocalDate } from '../kernel/local-date.ts';
import type { Inspector } from '../registry/inspector.ts';
import { certificateCovers } from '../registry/judge-inspector.ts';
import type { MonthSlice } from './month.ts';

/** One department's part of an entry. Several specialties are alternatives: the scheme will choose one of them. */
export interface ForecastPart {
  readonly department: string;
  readonly seats: number;
  readonly specialties: readonly (string | null)[];
}

/** A drawn target kept apart only as a number: it lies in `region`, and so many officers of `department` may not go there. */
export interface Barred {
  readonly targetId: string;
  readonly region: string;
  readonly officers: ReadonlySet<string>;
}

/** An entry as a forecast sees it: how many visits, where they can fall, on which days, by whom. */
export interface ForecastEntry {
  readonly id: string;
  readonly name: string;
  readonly visit: { readonly from: LocalDate; readonly to: LocalDate };
  /** How many targets it takes. */
  readonly takes: number;
  /** How many targets of its directory lie in each region, regions ascending. */
  readonly regions: ReadonlyMap<string, number>;
  readonly parts: readonly ForecastPart[];
  /** Enterprises of its directory that somebody may not visit. */
  readonly barred: readonly Barred[];
  /** Its draw is over: it takes up officers' time, and nothing about its draw is left to be foreseen. */
  readonly isDrawn: boolean;
}

/** Officers of one department who may be sent to `region` with `specialty` on these days (NR-2, NR-4). Assistants are none. */
export const officersFor = (
  officers: readonly Inspector[],
  { region, specialty, days }: { readonly region: string; readonly specialty: string | null; readonly days: Pick<MonthSlice, 'from' | 'to'> },
): readonly Inspector[] =>
  officers.filter(
    ({ kind, active, certificate, regions, specialties }) =>
      kind === 'officer' && active && certificateCovers(certificate, days.from, days.to) &&
      regions.some((prefix) => region.startsWith(prefix)) && (specialty === null || specialties.includes(specialty)),
  );

/** The only specialty of a part, or null where there is none or the scheme has to choose. */
export const soleSpecialty = ({ specialties }: ForecastPart): string | null => (specialties.length === 1 ? (specialties[0] ?? null) : null);
