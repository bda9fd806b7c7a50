import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';

/** Whose workflow runs under which name, and whether this call began it. */
export interface StartedYear {
  readonly year: number;
  readonly execution: string;
  readonly started: boolean;
}

/** Starts the workflow of plan year `year`, once: the schedule may deliver twice, and an administrator may have been faster (GY-5). */
export const startYear = async ({ executions }: Pick<Stores, 'executions'>, planYearArn: string, year: number): Promise<Result<StartedYear, never>> => {
  const execution = `plan-${year}`;
  return ok({ year, execution, started: await executions.start(planYearArn, execution, { year }) });
};
