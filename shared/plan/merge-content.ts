import type { PlanContent } from './entry.ts';

/** `into` with the items and departments of `from` beside its own: one visit instead of two. All else stays as `into` has it, but a visit is counted if either would be (NR-5). */
export const mergeContent = ({ uncounted, ...into }: PlanContent, from: PlanContent): PlanContent => ({
  ...into,
  ...(uncounted === undefined || from.uncounted === undefined ? {} : { uncounted }),
  items: [...new Set([...into.items, ...from.items])],
  participatingDepartments: [
    ...new Set([...into.participatingDepartments, from.leadDepartment, ...from.participatingDepartments]),
  ].filter((department) => department !== into.leadDepartment),
});
