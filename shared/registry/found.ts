import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';

/** `record`, or `not-found` naming `what` was looked for. */
export const found = <Stored>(record: Stored | undefined, what: string): Result<Stored, Refusal> =>
  record === undefined ? refuse('not-found', { facts: { what } }) : ok(record);
