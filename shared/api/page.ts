import * as z from 'zod';

/** How a list is asked for: `limit` items at most, from `cursor` on. */
export const pageQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).optional(), cursor: z.string().optional() });

/** How a list is answered; `cursor`, if present, continues it. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), cursor: z.string().optional() });
