import * as z from 'zod';
import { instantSchema } from '../calendar/schema.ts';
import { isCompactDay } from '../lottery/directory/row.ts';
import { CREDIT_CLASSES } from '../profile/credit-classes.ts';

/** The form of a unified social credit code; its check character is judged apart, since a few real ones fail (NR-10). */
export const targetId = z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, 'a unified social credit code: 18 characters without I, O, S, V, Z');

const neverOrDay = z.string().refine((text) => text === '00000000' || isCompactDay(text), 'YYYYMMDD, or 00000000 for never');

/** What is known of an enterprise, in the draw's own terms (HT-3: nature, industry and region are required). */
export const targetContent = z.object({
  name: z.string().min(2).max(200),
  /** GB/T 2260. */
  region: z.string().regex(/^\d{6}$/, 'a region: six digits'),
  /** GB/T 4754. */
  industry: z.string().regex(/^[A-T]\d{4}$/, 'an industry: a letter and four digits'),
  /** 001 in business, 002 suspended, 003 closed, 004 revoked, 005 deregistered, 006 moved out. */
  status: z.enum(['001', '002', '003', '004', '005', '006']),
  creditClass: z.enum(CREDIT_CLASSES),
  /** A 64-bit set as 16 lower hex. */
  tags: z.string().regex(/^[0-9a-f]{16}$/, 'tags: 16 lower hex digits'),
  /** YYYYMMDD of the last inspection, 00000000 for never. */
  lastInspected: neverOrDay.default('00000000'),
  /** 企业性质, e.g. 有限责任公司, 个体工商户. */
  nature: z.string().min(2).max(60),
  address: z.string().min(2).max(300),
});

const overrideReason = z.object({ reason: z.string().min(5).max(500) });

/** An enterprise as entered; a code that fails its check needs `codeOverride`. */
export const targetEntry = targetContent.extend({ id: targetId, codeOverride: overrideReason.optional() });

/** A change keeps the id, the recorded override of a failing code and, unless it is given, the day of the last inspection. */
export const targetChange = targetContent.extend({ lastInspected: neverOrDay.optional() });

/** An enterprise of the target directory (检查对象名录库). `firstEntry` is the hash of the row it was first entered with. */
export const target = targetContent.extend({
  id: targetId,
  codeOverride: overrideReason.extend({ by: z.string(), at: instantSchema }).optional(),
  firstEntry: z.string(),
  version: z.int(),
});

export type TargetContent = z.output<typeof targetContent>;
export type TargetChange = z.output<typeof targetChange>;
export type TargetEntry = z.output<typeof targetEntry>;
export type Target = z.output<typeof target>;
