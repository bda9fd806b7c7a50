import * as z from 'zod';
import { departmentCode } from './department.ts';
import { METHODS } from './method.ts';

/** A slug: lower-case letters, digits and hyphens. */
export const itemId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/, 'an item id: lower-case letters, digits, hyphens');

/** An item of the list (抽查事项清单) as a department enters it. `basis` may come empty, so that the refusal can name its clause (GS-1). */
export const itemContent = z.object({
  name: z.string().min(2).max(200),
  /** 重点检查事项 or 一般检查事项 (GY-2). */
  class: z.enum(['key', 'general']),
  department: departmentCode,
  /** The superior's list, or the city's own where none exists (GY-2). */
  follows: z.enum(['superior', 'city']),
  /** Provisions of law, each with its article (GS-1). */
  basis: z.array(z.string().min(4).max(300)).max(20).default([]),
  /** Whom it is for, in words. */
  target: z.string().min(2).max(300),
  /** The checklist; the form covers every line (GY-14). */
  content: z.array(z.string().min(2).max(300)).min(1).max(40),
  standard: z.string().min(2).max(2000),
  methods: z.array(z.enum(METHODS)).min(1),
  /** What an officer must be versed in to check it. */
  specialty: z.string().min(2).max(60).optional(),
  /** Exact, `a/b`. */
  ratio: z.string().regex(/^\d{1,6}\/[1-9]\d{0,6}$/).optional(),
  /** Times a year. */
  frequency: z.int().min(1).max(12).optional(),
});

/** An item as entered, with its id. */
export const itemEntry = itemContent.extend({ itemId });

/** An item of the list. `firstEntry` is the hash of what it was first entered with. */
export const item = itemEntry.extend({ firstEntry: z.string(), version: z.int() });

export type ItemContent = z.output<typeof itemContent>;
export type ItemEntry = z.output<typeof itemEntry>;
export type Item = z.output<typeof item>;
