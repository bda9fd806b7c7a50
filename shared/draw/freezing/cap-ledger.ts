import * as z from 'zod';
import { hash } from '../record/fields.ts';

/** What one batch takes of its directory's yearly cap: its quota from freezing on, its result once published. */
export const capUse = z.object({
  shape: z.literal(1),
  batchId: z.string(),
  year: z.int(),
  /** As `directoryOf` names it: draws with the same one share a cap. */
  directory: z.string(),
  count: z.int(),
  /** Set once the draw is finished. */
  transcriptHash: hash.optional(),
});

export type CapUse = z.output<typeof capUse>;

/** What others took of a cap: `used` by the finished draws `earlier`, `pending` by draws under way. */
export interface CapTaken {
  readonly used: number;
  readonly earlier: readonly string[];
  readonly pending: number;
}

/** What other batches took of `directory` (GY-13, decision 1). A draw under way counts with its quota, and each takes its turn (`CapTurn`), so that two at once cannot exceed the cap together. */
export const takenByOthers = (uses: readonly CapUse[], directory: string, batchId: string): CapTaken => {
  const others = uses.filter((use) => use.directory === directory && use.batchId !== batchId);
  const sum = (counted: readonly CapUse[]): number => counted.reduce((total, { count }) => total + count, 0);
  return {
    used: sum(others.filter(({ transcriptHash }) => transcriptHash !== undefined)),
    earlier: others.flatMap(({ transcriptHash }) => transcriptHash ?? []),
    pending: sum(others.filter(({ transcriptHash }) => transcriptHash === undefined)),
  };
};
