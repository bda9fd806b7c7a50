import type { Defect } from '../../simulation/defects/defect.ts';
import type { Trial } from './trial.ts';

const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width));

/** Above the rows. */
export const headText = (): string => `${cut('defect', 30)} ${cut('file', 42)} ${cut('clause', 7)} ${cut('caught by', 26)} after`;

/** A defect and what came of it. */
export const rowText = ({ name, file, clause, en }: Defect, trial: Trial): string => {
  const start = `${cut(name, 30)} ${cut(file, 42)} ${cut(clause, 7)}`;
  if (trial.outcome === 'uncaught') return `${start} NOT CAUGHT                 ${trial.years} years: ${trial.why}\n    ${en}`;
  return `${start} ${cut(trial.by.invariant, 26)} ${trial.years} year${trial.years === 1 ? '' : 's'}, ${trial.steps} commands\n    ${en}\n    → ${cut(trial.by.what.split('\n')[0] ?? '', 170).trimEnd()}`;
};
