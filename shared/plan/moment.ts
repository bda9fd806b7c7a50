import * as z from 'zod';
import { isInstant, type Instant } from '../kernel/instant.ts';
import { isLocalDate, type LocalDate } from '../kernel/local-date.ts';

/** A calendar date in a stored or sent thing. */
export const date = z.string().refine(isLocalDate, 'a calendar date YYYY-MM-DD').transform((text) => text as LocalDate);

/** A moment in a stored or sent thing. */
export const moment = z.string().refine(isInstant, 'a time YYYY-MM-DDTHH:mm:ss+08:00').transform((text) => text as Instant);

/** A person as the public-safe record names them: the identity provider's subject and the name. */
export const signatory = z.object({ sub: z.string(), name: z.string() });

export type Signatory = z.output<typeof signatory>;
