import * as z from 'zod';
import { hash } from './fields.ts';

/** The experts of an attempt: the hash of the list that was published before the ceremony, how many stand in it, and, once they are drawn, the hash of the result. */
export const attemptExperts = z.object({ list: hash, candidates: z.int(), drawn: hash.optional() });

export type AttemptExperts = z.output<typeof attemptExperts>;
