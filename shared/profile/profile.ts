import * as z from 'zod';
import { CREDIT_CLASSES } from './credit-classes.ts';
import { EXEMPT_KINDS } from './exempt-kinds.ts';

/** Zh and en of what people read. */
const named = z.object({ zh: z.string().min(1), en: z.string().min(1) });

/** Where a number comes from: the id of the clause in the requirements. */
const clause = z.string().regex(/^(GY|DZ|SM|GS|HT|NR|BY)-\d{1,2}$|^decision-\d$/);

/** A day of the plan year or of the year before it; see `dayOf`. */
const yearDay = z.object({ day: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), of: z.enum(['year-before', 'plan-year']) });

/** A deadline on a calendar date, kept on that date even on a day off. `remindDaysBefore` are calendar days, descending. */
const dateDeadline = yearDay.extend({ remindDaysBefore: z.array(z.int().min(1)).readonly(), clause });

/** A deadline some working days after a start, the start day not counted. `remindWorkingDaysBefore` are working days, descending. */
const workingDayDeadline = z.object({
  workingDays: z.int().min(1).max(250),
  remindWorkingDaysBefore: z.array(z.int().min(1)).readonly(),
  clause,
});

const basisPoints = z.int().min(0).max(10_000);

/** A topic of the work rules a department must have before it submits a plan. */
const topic = named.extend({ id: z.string().regex(/^[a-z-]{1,40}$/) });

/** Where results are pushed. */
const channel = named.extend({ id: z.string().regex(/^[a-z-]{1,40}$/) });

/** Everything a jurisdiction decides for itself, each group with the clause it comes from: no code holds such a number. */
export const profileSchema = z.object({
  id: z.string().regex(/^[a-z]{1,32}$/),
  version: z.int().min(1),
  /** GB/T 2260. */
  region: z.string().regex(/^\d{6}$/),
  name: named,
  planYear: z.object({
    opens: yearDay.extend({ clause }),
    submissions: dateDeadline,
    issue: dateDeadline,
    finish: dateDeadline,
  }),
  draw: z.object({
    /** At most this share of the target directory, per plan year or per batch. */
    cap: z.object({ bp: basisPoints, per: z.enum(['plan-year', 'batch']), clause }),
    floor: z.object({ bp: basisPoints, clause }),
    /**
     * What the strata of a draw are: all targets one stratum `A`, or the credit class, which then stands in every published row unless the directory is blinded.
     * `bounds`: between which shares, in basis points, an entry's ratio of a class must lie.
     */
    strata: z.object({
      by: z.enum(['none', 'credit']),
      bounds: z.partialRecord(z.enum(CREDIT_CLASSES), z.object({ fromBp: basisPoints, toBp: basisPoints }).refine(({ fromBp, toBp }) => fromBp <= toBp, 'from above to')).optional(),
      clause,
    }).refine(({ by, bounds }) => by === 'credit' || bounds === undefined, 'bounds of classes where nothing is drawn by class'),
    /** Where classes or histories may not be public: the rows of the directory are not published, and each leaf of their tree is salted. Public if not given. */
    directory: z.object({ blinded: z.boolean(), clause }).optional(),
    /** Targets drawn in reserve per stratum unless the scheme says otherwise. */
    reserve: z.object({ targets: z.int().min(0), clause }),
    /** Officers per visit and department at least. */
    seats: z.object({ minimum: z.int().min(2), clause }),
    /** Slack of the officers' load cap (beta). */
    load: z.object({ beta: z.int().min(0), clause }),
  }),
  /** How often an enterprise may be visited in a year, by all departments together, and the kinds of visit that are not counted. Without it only a plan sets a cap, if it does. */
  visits: z.object({ perYear: z.int().min(1).max(366), exempt: z.array(z.enum(EXEMPT_KINDS)).readonly(), clause }).optional(),
  /** The ceremony of the draw: participants at least, and the roles that must be among them. */
  ceremony: z.object({ participantsMinimum: z.int().min(3), roles: z.array(z.enum(['lead', 'office', 'witness'])).readonly(), clause }),
  /** From the first day of the entry to the scheme. */
  scheme: workingDayDeadline,
  /** From the completed draw and assignment to the inspections organised. */
  organise: workingDayDeadline,
  /** From the batch's inspections completed to the results entered. */
  enter: workingDayDeadline,
  recusal: z.object({
    /** Whether an officer steps aside while the head has not decided yet. */
    appliedStepsAside: z.boolean(),
    /** Whether an officer is kept from the target of the visit before. */
    neverTwiceRunning: z.boolean(),
    clause,
  }),
  nonDisclosure: z.object({ approvedBy: z.enum(['head']), clause }),
  publication: z.object({ channels: z.array(channel).min(1).readonly(), clause }),
  workRules: z.object({ topics: z.array(topic).min(1).readonly(), clause }),
});

/** A jurisdiction's numbers, typed and versioned. Every decision stores the id and version it was taken under. */
export type Profile = z.output<typeof profileSchema>;

/** A day of the plan year or of the year before. */
export type YearDay = z.output<typeof yearDay>;
