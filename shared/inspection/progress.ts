import * as z from 'zod';

/**
 * How far a batch's forms are, kept beside them and moved in the same transaction, so that a wait need not read every form.
 * The counts never fall except `pending`: `organised` are the forms that have reached that stage, and so on.
 */
export const progress = z.object({
  batchId: z.string(),
  drawn: z.int(),
  organised: z.int(),
  inspected: z.int(),
  entered: z.int(),
  exempt: z.int(),
  /** Requests for non-disclosure not yet decided. */
  pending: z.int(),
});

export type Progress = z.output<typeof progress>;

/** The facts of a batch whose forms are not there yet. */
export const NO_PROGRESS = { drawn: 0, organised: 0, inspected: 0, entered: 0, exempt: 0, pending: 0 } as const satisfies Omit<Progress, 'batchId'>;

/** The wait `organised`: every drawn target's inspection is organised (GY-15). */
export const allOrganised = ({ drawn, organised }: Progress): boolean => drawn > 0 && organised >= drawn;

/** The wait `inspected`: every visit is made. */
export const allInspected = ({ drawn, inspected }: Progress): boolean => drawn > 0 && inspected >= drawn;

/** The wait `results`: every form is entered and no request for non-disclosure is undecided (GY-19, GY-22). */
export const allEntered = ({ drawn, entered, pending }: Progress): boolean => drawn > 0 && entered >= drawn && pending === 0;
