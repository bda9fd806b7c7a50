import * as z from 'zod';
import { isInstant, type Instant } from '../kernel/instant.ts';
import { isLocalDate, type LocalDate } from '../kernel/local-date.ts';
import { departmentCode } from '../registry/department.ts';

const date = z.string().refine(isLocalDate, 'a calendar date YYYY-MM-DD').transform((text) => text as LocalDate);
const moment = z.string().refine(isInstant, 'a time YYYY-MM-DDTHH:mm:ss+08:00').transform((text) => text as Instant);

/** One who takes part in the ceremony with a key of their own; `lead`, `office` and an outside `witness` are always among them (GY-12). */
export const participant = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  role: z.enum(['lead', 'office', 'witness', 'other']),
  /** Raw Ed25519 public key, lower-case hex. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1),
});

/** Somebody invited to watch the draw without a key: a deputy, a notary, the press (GY-12, GS-3). Whether they came is recorded afterwards. */
export const observer = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  kind: z.enum(['discipline', 'notary', 'deputy', 'enterprise', 'media', 'other']),
  name: z.string().min(1).max(100),
});

/** The inspection scheme (检查方案) the lead department enters before the draw; the draw and the matching follow it (GY-11). */
export const scheme = z.object({
  visit: z.object({ from: date, to: date }),
  /** Officers a department sends to each visit: two at least (NR-2); `specialty` if the items need one. */
  departments: z.array(z.object({
    code: z.string().length(2),
    seats: z.int().min(2).max(8),
    specialty: z.string().optional(),
    /** Enforcing bodies of the same system whose inspectors stand, for this draw, under this department (SM-4). */
    pooled: z.array(departmentCode).min(1).max(10).refine((codes) => new Set(codes).size === codes.length, 'each body once').meta({ uniqueItems: true }).optional(),
  })).min(1),
  reserve: z.int().min(0).max(1000),
  /** Experts to help at each visit, drawn from the expert library by the same seed; they never count as officers (NR-2, SM-4). */
  experts: z.array(z.object({ field: z.string().min(2).max(60), count: z.int().min(1).max(4) })).max(5).optional(),
  /** Who is invited to watch the draw, beside those who take part with a key. */
  observers: z.array(observer).max(50).optional(),
  /** Of unannounced visits (NR-9): who was drawn stays sealed until `openOn`, a day after the last of them. */
  sealed: z.object({ openOn: date }).optional(),
  /** `beacon`: the first round of that network at `at` or later enters the seed, so that who reveals last gains nothing; without it, `parties` alone make the seed. */
  ceremony: z.object({
    participants: z.array(participant).min(3),
    commitBy: moment,
    revealBy: moment,
    beacon: z.object({ type: z.literal('drand-quicknet'), at: moment }).optional(),
  }),
});

/** The scheme as it is sent: without `reserve` the profile's number of reserves is kept (BY-3). */
export const schemeAsSent = scheme.extend({ reserve: scheme.shape.reserve.optional() });

export type Scheme = z.output<typeof scheme>;
export type SchemeAsSent = z.output<typeof schemeAsSent>;
export type WantedExperts = NonNullable<Scheme['experts']>;
export type Observer = z.output<typeof observer>;
export type Participant = z.output<typeof participant>;
