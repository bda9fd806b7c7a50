import type { Answered } from '../people/hand.ts';
import type { WorldRecord } from '../world/record.ts';
import { outcomesOf } from './outcomes.ts';

/** Counts of what happened in one or many years, by name. */
export interface Tally {
  fate(decisionId: string): void;
  fault(kind: string): void;
  answered(answered: readonly Answered[]): void;
  /** What came of the year, read from its record. */
  outcome(record: WorldRecord): void;
  counts(): Readonly<Record<string, number>>;
}

/** A tally at zero. */
export const tallyOf = (): Tally => {
  const counts: Record<string, number> = {};
  const count = (name: string, times = 1): void => void (counts[name] = (counts[name] ?? 0) + times);
  return {
    fate: (id) => {
      const [what = ''] = id.split(' ');
      if (what !== 'fault') count(`fate: ${what}`);
    },
    fault: (kind) => count(`fault: ${kind}`),
    answered: (answered) => {
      count('commands', answered.length);
      if (answered.length > 1) count('commands: at once');
      for (const { answer, tries } of answered) {
        if (tries > 1) count('commands: sent again for want of an answer');
        if (!answer.ok) count(`refused: ${answer.problem.code}`);
      }
    },
    outcome: (record) => {
      for (const { workflow, status } of record.executions()) count(`executions: ${workflow} ${status}`);
      for (const { pk, sk, ...item } of record.tables.lifecycle.items()) for (const name of outcomesOf(pk, sk, item)) count(`outcome: ${name}`);
    },
    counts: () => counts,
  };
};

/** The sum of counts. */
export const summed = (all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> => {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [name, times] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + times;
  return sum;
};
