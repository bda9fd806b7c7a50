import * as z from 'zod';
import { instantSchema } from '../calendar/schema.ts';
import { departmentCode } from './department.ts';
import { expertId } from './expert.ts';
import { officerId } from './inspector.ts';
import { targetId } from './target.ts';

/** Why an officer must not inspect a target (NR-3). */
export const RECUSAL_GROUNDS = ['declared-interest', 'kinship', 'former-employment', 'enterprise-application'] as const;

/** An application as somebody enters it. */
export const recusalApplication = z.object({
  /** An officer, or somebody of the expert library. */
  officerId: z.union([officerId, expertId]),
  targetId,
  ground: z.enum(RECUSAL_GROUNDS),
  reason: z.string().min(5).max(1000),
});

/** What the head decides. */
export const recusalDecision = z.object({ grant: z.boolean(), reason: z.string().min(2).max(1000) });

const applied = recusalApplication.extend({
  stage: z.literal('applied'),
  recusalId: z.string(),
  /** The officer's department, whose head decides. */
  department: departmentCode,
  appliedBy: z.object({ sub: z.string(), name: z.string() }),
  appliedAt: instantSchema,
  version: z.int(),
});
const decided = { decision: recusalDecision.extend({ by: z.string(), at: instantSchema }) };

/** A recusal (回避) of one officer from one target, one shape per stage. */
export const recusal = z.discriminatedUnion('stage', [
  applied,
  applied.extend({ stage: z.literal('granted'), ...decided }),
  applied.extend({ stage: z.literal('refused'), ...decided }),
]);

export type RecusalApplication = z.output<typeof recusalApplication>;
export type RecusalDecision = z.output<typeof recusalDecision>;
export type Recusal = z.output<typeof recusal>;
