import * as z from 'zod';
import { isInstant, type Instant } from '../kernel/instant.ts';
import { isLocalDate, type LocalDate } from '../kernel/local-date.ts';
import { METHODS } from '../plan/entry.ts';
import { EXPERT_KINDS } from '../registry/expert.ts';
import { deadlineCount } from '../plan/deadline.ts';
import { LOSS_CODE_LIST } from './loss-code.ts';
import { FOLLOW_UP_LIST, RESULT_CODE_LIST } from './result-code.ts';

const date = z.string().refine(isLocalDate, 'a calendar date YYYY-MM-DD').transform((text) => text as LocalDate);
const moment = z.string().refine(isInstant, 'a time YYYY-MM-DDTHH:mm:ss+08:00').transform((text) => text as Instant);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 as 64 lower-case hex digits');

/**
 * An officer as the enterprise and the public may know one: name and certificate number, never identity number or phone (NR-11). `from`: of one pooled under the
 * department of the task, the body whose certificate it is (SM-4); absent for the department's own.
 */
export const formOfficer = z.object({
  officerId: z.string(),
  name: z.string(),
  certificateNo: z.string(),
  from: z.object({ department: z.string().length(2), name: z.string() }).optional(),
});

/** One department's part of the visit: the officers drawn for it, and who claimed it when. */
export const task = z.object({
  department: z.string().length(2),
  departmentName: z.string(),
  officers: z.array(formOfficer),
  claimed: z.object({ by: z.string(), at: moment }).optional(),
});

/** Somebody who helps at the visit and never counts as an officer (NR-2): name and field, never identity number or phone (NR-11). */
export const formAssistant = z.object({
  expertId: z.string(),
  name: z.string(),
  kind: z.enum(EXPERT_KINDS),
  field: z.string(),
  organisation: z.string().optional(),
  qualificationNo: z.string().optional(),
});

/** One item of the visit with everything the item list asks to be looked at (GY-14). `department` owns it and writes its result. */
export const formItem = z.object({
  itemId: z.string(),
  name: z.string(),
  department: z.string().length(2),
  basis: z.array(z.string()),
  checklist: z.array(z.string()),
});

/** A document that proves something; it lies in the evidence bucket at `evidence/<inspectionId>/<sha256>`. */
export const evidence = z.object({ sha256, name: z.string().min(1).max(200), contentType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/) });

/** What was found for one item. An item without one is open: there is no default (BY-6). */
export const itemResult = z.object({
  itemId: z.string(),
  codes: z.array(z.enum(RESULT_CODE_LIST)).min(1),
  note: z.string().max(4000),
  followUp: z.enum(FOLLOW_UP_LIST),
  evidence: z.array(evidence),
  department: z.string(),
  by: z.string(),
  at: moment,
});

/** An officer who could not come; the substitute is drawn, never named by hand (BY-3). */
export const replacement = z.object({
  department: z.string(),
  officerId: z.string(),
  reason: z.string(),
  at: moment,
  substitute: z.string().optional(),
});

/** The request not to publish, by the lead department's handler, and its head's decision (GY-22). */
export const nonDisclosure = z.object({
  reason: z.string(),
  requestedBy: z.object({ sub: z.string(), name: z.string() }),
  requestedAt: moment,
  decision: z.object({ approve: z.boolean(), reason: z.string(), by: z.object({ sub: z.string(), name: z.string() }), at: moment }).optional(),
});

const drawn = z.object({
  shape: z.literal(1),
  stage: z.literal('drawn'),
  /** `<batchId>:<targetId>`. */
  inspectionId: z.string(),
  batchId: z.string(),
  year: z.int(),
  targetId: z.string(),
  enterprise: z.object({ name: z.string(), region: z.string(), industry: z.string(), address: z.string().optional() }),
  taskNo: z.string(),
  leadDepartment: z.string().length(2),
  items: z.array(formItem).min(1),
  tasks: z.array(task).min(1),
  /** Experts drawn to help, where the scheme asks for some. */
  assistants: z.array(formAssistant).optional(),
  results: z.array(itemResult),
  replacements: z.array(replacement),
  nonDisclosure: nonDisclosure.optional(),
  /** In a form that came in by a reserve: the line of the draw's events that called it in, and its own clock of GY-15, which starts the day its officers are drawn. */
  calledIn: z.object({ event: z.int(), for: z.string(), organiseBy: date.optional(), organiseCount: deadlineCount.optional() }).optional(),
  version: z.int(),
});

/** `notice` is where the notice to the enterprise lies in the evidence bucket, with its hash. */
const noticed = drawn.extend({
  stage: z.literal('noticed'),
  notice: z.object({ key: z.string(), sha256 }),
  noticedAt: moment,
});

/** `organisedLate`: after the 5 working days of GY-15. `provisionallyLate`: which of the form's latenesses rest on a provisional deadline and may yet be taken back (NR-7). */
const organised = noticed.extend({
  stage: z.literal('organised'),
  visitOn: date,
  method: z.enum(METHODS),
  aids: z.array(z.enum(METHODS)),
  organisedOn: date,
  organisedLate: z.boolean(),
  provisionallyLate: z.array(z.enum(['organised', 'entered'])).optional(),
});

/** `finishedLate`: after the day the batch must be finished (GY-17). */
const inspected = organised.extend({
  stage: z.literal('inspected'),
  visitedOn: date,
  officersPresent: z.array(z.string()),
  /** Of the drawn experts, who came. */
  assistantsPresent: z.array(z.string()).optional(),
  finishedLate: z.boolean(),
});

/** `enteredLate`: after the 20 working days of GY-19. */
const entered = inspected.extend({ stage: z.literal('entered'), enteredOn: date, enteredLate: z.boolean() });

/** Published without a word of the result being kept back. */
const published = entered.extend({ stage: z.literal('published'), publishedAt: moment });

/** Kept back by the head's decision; listed and archived (GY-22). */
const exempt = entered.extend({ stage: z.literal('exempt'), exemptAt: moment, archive: z.object({ key: z.string(), sha256 }) });

/**
 * The end of a target that cannot be inspected (BY-3, BY-6): coded, with its ground and evidence, never "normal". `event` is the line of the draw's events that
 * records the loss, `successor` the target that takes the place by the next ticket. Made public with the batch's results.
 */
const lost = drawn.extend({
  stage: z.literal('lost'),
  loss: z.object({
    code: z.enum(LOSS_CODE_LIST),
    ground: z.string(),
    evidence: z.array(evidence),
    by: z.string(),
    at: moment,
    on: date,
    event: z.int(),
    successor: z.string().optional(),
  }),
  notice: z.object({ key: z.string(), sha256 }).optional(),
  noticedAt: moment.optional(),
  visitOn: date.optional(),
  method: z.enum(METHODS).optional(),
  aids: z.array(z.enum(METHODS)).optional(),
  organisedOn: date.optional(),
  organisedLate: z.boolean().optional(),
  provisionallyLate: z.array(z.enum(['organised', 'entered'])).optional(),
  publishedAt: moment.optional(),
});

/** The one form of an enterprise and batch (一企一表), one shape per stage, shared by all departments of the visit. */
export const form = z.discriminatedUnion('stage', [drawn, noticed, organised, inspected, entered, published, exempt, lost]);

export type Form = z.output<typeof form>;
export type FormStage = Form['stage'];
/** A form in one of these stages. */
export type FormIn<S extends FormStage> = Extract<Form, { stage: S }>;
export type FormItem = z.output<typeof formItem>;
export type FormOfficer = z.output<typeof formOfficer>;
export type FormAssistant = z.output<typeof formAssistant>;
export type FormTask = z.output<typeof task>;
export type ItemResult = z.output<typeof itemResult>;
export type Evidence = z.output<typeof evidence>;
export type NonDisclosure = z.output<typeof nonDisclosure>;
export type Replacement = z.output<typeof replacement>;

/** The stages in order; `published`, `exempt` and `lost` are all ends. */
export const FORM_STAGES = ['drawn', 'noticed', 'organised', 'inspected', 'entered', 'published', 'exempt', 'lost'] as const satisfies readonly FormStage[];

/** The inspection of `targetId` in `batchId`. */
export const inspectionIdOf = (batchId: string, targetId: string): string => `${batchId}:${targetId}`;

/** The parts of an inspection id; undefined if it is none. */
export const partsOf = (inspectionId: string): { readonly batchId: string; readonly targetId: string } | undefined => {
  const at = inspectionId.lastIndexOf(':');
  return at <= 0 ? undefined : { batchId: inspectionId.slice(0, at), targetId: inspectionId.slice(at + 1) };
};
