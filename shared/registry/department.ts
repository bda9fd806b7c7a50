import * as z from 'zod';

/** Two digits; officers' ids begin with them. */
export const departmentCode = z.string().regex(/^\d{2}$/, 'a department code: two digits');

/**
 * What a body is in the year: an enforcing one submits plans and sends officers; the conference office coordinates and never inspects (NR-2);
 * the government issues, the judicial department files adjustments, overseers watch.
 */
export const DEPARTMENT_KINDS = ['enforcing', 'conference-office', 'government', 'judicial', 'oversight'] as const;

/** A body that takes part, as people enter it. */
export const departmentContent = z.object({
  name: z.string().min(2).max(100),
  kind: z.enum(DEPARTMENT_KINDS),
});

/** A body that takes part. */
export const department = departmentContent.extend({ code: departmentCode, version: z.int() });

export type DepartmentContent = z.output<typeof departmentContent>;
export type Department = z.output<typeof department>;
