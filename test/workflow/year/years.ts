import type { CrashedYear } from '../../../infra/commands/crash/crashed-year.ts';
import type { RecordOfYear } from '../../../infra/commands/crash/record-of-year.ts';
import type { Summary } from '../../../infra/rehearsal/summary/summary.ts';
import type { KilledAt } from './killed.ts';

/** Two years of one seed, filled in before the first test runs. */
export interface Years {
  /** Where the one nobody killed is served. */
  url: string;
  summary: Summary;
  whole: RecordOfYear;
  killed: CrashedYear;
  killedAt: readonly KilledAt[];
}
