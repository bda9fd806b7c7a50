import * as z from 'zod';
import { METHODS } from './entry.ts';

const text = z.string().max(2000);

/** A plan still being written: any field may be missing or wrong, {@link import('./entry.ts').planContent} judges it at submission (GY-9). */
export const planDraft = z.object({
  name: text,
  items: z.array(text).max(200),
  targets: z.object({
    description: text,
    frame: z.object({
      status: z.array(text), regions: z.array(text), industries: z.array(text), tagsAll: text, tagsNone: text, inspectedBefore: text,
    }).partial(),
  }).partial(),
  methods: z.array(z.enum(METHODS)),
  ratio: text,
  classes: z.array(z.object({ code: text, ratio: text, mandatory: z.boolean() }).partial()).max(10),
  quantity: z.int().nullable(),
  leadDepartment: text,
  participatingDepartments: z.array(text).max(100),
  inspectionDate: z.object({ from: text, to: text }).partial(),
  exceedance: z.object({ ground: text, limitBp: z.int(), reason: text }).partial(),
  finishBy: text,
  uncounted: z.object({ kind: text, reason: text }).partial(),
  coordination: text,
}).partial();

export type PlanDraft = z.output<typeof planDraft>;
