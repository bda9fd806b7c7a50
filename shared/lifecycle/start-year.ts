import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';

/** A plan year and the name its workflow runs under. */
export interface StartedYear {
  readonly year: number;
  readonly execution: string;
}

/**
 * Starts the workflow of plan year `year`, once however often it is asked: the schedule may deliver twice, an administrator may have been
 * faster (GY-5). The name is the lock, so this does not say who was first; the service answers a repetition while it runs as a success.
 */
export const startYear = async ({ executions }: Pick<Stores, 'executions'>, planYearArn: string, year: number): Promise<Result<StartedYear, never>> => {
  const execution = `plan-${year}`;
  await executions.start(planYearArn, execution, { year });
  return ok({ year, execution });
};
