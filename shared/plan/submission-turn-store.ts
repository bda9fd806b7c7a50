import * as z from 'zod';
import type { Table } from '../store/table.ts';
import { create, replace, type Write } from '../store/write.ts';

const submissionTurn = z.object({ shape: z.literal(1), year: z.int(), version: z.int() });

/**
 * How often a proposal of a year was submitted. Two submitted at the same moment both want to be the next: the second finds that it is not, and is judged
 * beside the first, so that together they cannot ask for more than a cap leaves (GY-13, NR-8).
 */
export type SubmissionTurn = z.output<typeof submissionTurn>;

const PARTITION = 'SUBMISSIONS';

/** The latest turn; version 0 before the first. To be read before the proposals that a new one is judged beside. */
export const findSubmissionTurn = async (lifecycle: Table, year: number): Promise<SubmissionTurn> => {
  const item = await lifecycle.get({ pk: PARTITION, sk: String(year) });
  return item === undefined ? { shape: 1, year, version: 0 } : submissionTurn.parse(item);
};

/** The write of the turn after `last`. */
export const takeSubmissionTurn = (lifecycle: Table, last: SubmissionTurn): Write => {
  const item = { pk: PARTITION, sk: String(last.year), ...last, version: last.version + 1 };
  return last.version === 0 ? create(lifecycle, item) : replace(lifecycle, item, { version: last.version });
};

/** True if a write was refused because somebody else took the turn: what lies in its place is a turn. */
export const isTurnLost = (refused: { readonly current?: { readonly pk: string } }): boolean => refused.current?.pk === PARTITION;
