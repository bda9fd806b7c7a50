import * as z from 'zod';
import { departmentCode } from './department.ts';

/** A department's work rules (抽查工作规范) as entered: text by topic id; which topics there must be, the profile says (GY-4). */
export const workRulesContent = z.object({ topics: z.record(z.string().regex(/^[a-z-]{1,40}$/), z.string().max(10_000)) });

/** A department's work rules. */
export const workRules = workRulesContent.extend({ department: departmentCode, version: z.int() });

export type WorkRulesContent = z.output<typeof workRulesContent>;
export type WorkRules = z.output<typeof workRules>;
