import * as z from 'zod';
import { isInstant, type Instant } from '../kernel/instant.ts';
import { isLocalDate, type LocalDate } from '../kernel/local-date.ts';

/** A calendar date `YYYY-MM-DD` that exists. Typed by a cast since the text itself is the value: nothing is transformed. */
export const dateSchema = z.string().refine(isLocalDate, 'a calendar date YYYY-MM-DD') as unknown as z.ZodType<LocalDate, string>;

/** A time `YYYY-MM-DDTHH:mm:ss+08:00` whose day exists. */
export const instantSchema = z.string().refine(isInstant, 'a time YYYY-MM-DDTHH:mm:ss+08:00') as unknown as z.ZodType<Instant, string>;
