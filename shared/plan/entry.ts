import * as z from 'zod';
import { isLocalDate, type LocalDate } from '../kernel/local-date.ts';
import { CREDIT_CLASSES } from '../profile/credit-classes.ts';
import { EXEMPT_KINDS } from '../profile/exempt-kinds.ts';
import { METHODS } from '../registry/method.ts';

const date = z.string().refine(isLocalDate, 'a calendar date YYYY-MM-DD').transform((text) => text as LocalDate);

const isAtMostOne = (ratio: string): boolean => {
  const [a = '', b = ''] = ratio.split('/');
  return /^\d+$/.test(a) && /^\d+$/.test(b) && BigInt(a) <= BigInt(b);
};

/** Exact, `a/b`, at most one; of a class nobody may be drawn from, `0/1`. */
const classRatio = z.string().regex(/^(0|[1-9]\d{0,6})\/[1-9]\d{0,6}$/, { error: 'an exact ratio a/b', abort: true }).refine(isAtMostOne, 'a ratio of at most 1');

/** Which targets the entry's directory holds, in the draw's own terms (row predicates; an absent one holds). */
export const frame = z.object({
  status: z.array(z.string().regex(/^\d{3}$/)).optional(),
  regions: z.array(z.string().regex(/^\d{1,6}$/)).optional(),
  industries: z.array(z.string().regex(/^[A-T]\d{0,4}$/)).optional(),
  tagsAll: z.string().regex(/^[0-9a-f]{16}$/).optional(),
  tagsNone: z.string().regex(/^[0-9a-f]{16}$/).optional(),
  inspectedBefore: z.string().regex(/^\d{8}$/).optional(),
});

/** The methods of GY-16 and the enumerations: on site, written, network monitoring, testing, aided by a professional body. */
export { METHODS };

/** Why a ratio may exceed the cap, with the explicit upper limit of GY-13 in basis points. */
export const exceedance = z.object({
  ground: z.enum(['key-area', 'special-industry', 'superior-order']),
  limitBp: z.int().min(1).max(10_000),
  reason: z.string().min(5),
});

/** Why the visits of an entry are not counted against the yearly cap per enterprise (NR-5). */
export const uncounted = z.object({ kind: z.enum(EXEMPT_KINDS), reason: z.string().min(5) });

/** The nine fields of a plan (GY-9): name, items, targets, method, ratio, quantity, lead, participants, date. */
export const planContent = z.object({
  name: z.string().min(1).max(200),
  items: z.array(z.string()).min(1),
  targets: z.object({ description: z.string().min(1), frame }),
  methods: z.array(z.enum(METHODS)).min(1),
  /** Exact, `a/b`, above zero and at most one. */
  ratio: z.string().regex(/^[1-9]\d{0,6}\/[1-9]\d{0,6}$/, { error: 'an exact ratio a/b', abort: true }).refine(isAtMostOne, 'a ratio of at most 1'),
  /** Ratios of their own for some credit classes; the others have the entry's. `mandatory`: stays whole where the cap cuts the others (NR-8). */
  classes: z.array(z.object({ code: z.enum(CREDIT_CLASSES), ratio: classRatio, mandatory: z.boolean().default(false) })).min(1)
    .refine((classes) => new Set(classes.map(({ code }) => code)).size === classes.length, 'each class once').optional(),
  /** How many targets; null: as the ratio gives. */
  quantity: z.int().min(1).nullable(),
  leadDepartment: z.string().length(2),
  /** Without the lead department. */
  participatingDepartments: z.array(z.string().length(2)),
  inspectionDate: z.object({ from: date, to: date }),
  exceedance: exceedance.optional(),
  /** A special time that stands in place of 20 November (GY-17). */
  finishBy: date.optional(),
  /** Visits of an exempt kind; without it they count against the yearly cap (NR-5). */
  uncounted: uncounted.optional(),
  /** Entries of one coordination group make one visit to an enterprise that more than one of them draws (GS-6, NR-5). */
  coordination: z.string().regex(/^[a-z0-9-]{1,40}$/).optional(),
});

/** What the issued plan says of one batch. */
export const planEntry = planContent.extend({ proposalId: z.string(), scope: z.enum(['single', 'joint']) });

export type Frame = z.output<typeof frame>;
export type PlanContent = z.output<typeof planContent>;
export type PlanEntry = z.output<typeof planEntry>;
