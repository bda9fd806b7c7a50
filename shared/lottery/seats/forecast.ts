import { seatProblem, type SeatRules } from './seat-problem.ts';
import type { DirectoryStat, Stratum } from '../types.ts';

/** [BY-4] One region that may turn out short: in the worst draw `seats` fall on it, and its officers can take `usable`. */
export type ForecastShortage = {
  readonly department: string;
  readonly specialty: string | null;
  readonly region: string;
  readonly visits: number;
  readonly seats: number;
  readonly officers: number;
  readonly usable: number;
  readonly short: number;
};

/**
 * Before targets exist: compares the most seats that can fall on each region with what its officers can take there. `eligible` counts
 * eligible rows per region and stratum. Officers shared with other regions count in full, so a forecast without shortage is no promise.
 */
export const forecastShortages = (
  rules: SeatRules,
  strata: readonly Pick<Stratum, 'code' | 'k'>[],
  eligible: readonly DirectoryStat[],
): readonly ForecastShortage[] =>
  [...new Set(eligible.map(({ region }) => region))].sort().flatMap((region) => {
    const visits = strata.reduce((sum, { code, k }) => {
      const rows = eligible.find((stat) => stat.region === region && stat.stratum === code)?.rows ?? 0;
      return sum + Math.min(k, rows);
    }, 0);
    const problem = seatProblem(rules, [{ id: '', region }]);
    const pool = problem.tasks[0]?.pool.valid ?? [];
    const usable = pool.reduce((sum, officer) => sum + Math.min(problem.officers[officer]?.cap ?? 0, visits), 0);
    const seats = visits * rules.department.seats;
    if (seats <= usable) return [];
    const { code, specialty } = rules.department;
    return [{ department: code, specialty: specialty ?? null, region, visits, seats, officers: pool.length, usable, short: seats - usable }];
  });
