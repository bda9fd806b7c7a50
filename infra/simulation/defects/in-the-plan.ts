import { defect, type Defect } from './defect.ts';

/** Mistakes in the plan and its decisions. */
export const IN_THE_PLAN: readonly Defect[] = [
  defect('author-reviews', 'GY-7', 'who wrote a proposal may approve it', 'shared/plan/review-rule.ts', "  if (isAmong(before.authors, person)) return refuse('review-by-author');\n  if (before.stage === 'draft'", "  if (before.stage === 'draft'"),
  defect('issued-by-time', 'GY-8', 'the plan is taken for issued when its deadline is past: a timeout that decides', 'shared/lifecycle/year-waits.ts',
    "'plan-issued': ({ year, profile }) =>\n    yearHasReached(year.stage, 'issued')", "'plan-issued': ({ year, profile, now }) =>\n    yearHasReached(year.stage, 'issued') || now >= endOf(year.issueBy)"),
  defect('late-unmarked', 'GY-6', 'a proposal after the deadline is not marked late', 'shared/plan/submit-proposal.ts', 'late: firstSubmittedAt >= endOf(year.submitBy),', 'late: false,'),
  defect('missing-unnamed', 'GY-6', 'who did not submit is not named', 'shared/plan/close-submissions.ts', 'const missing = [...missingDepartments(required, proposals)];', 'const missing = [...missingDepartments(required, proposals)].slice(1);'),
  defect('cap-rounded-up', 'GY-13', 'the cap of a directory rounds up', 'shared/plan/cap.ts', '=> Number((BigInt(size) * BigInt(bp)) / 10_000n);', '=> Number((BigInt(size) * BigInt(bp) + 9_999n) / 10_000n);'),
  defect('compiled-undecided', 'GY-7', 'the plan is compiled while a proposal is undecided', 'shared/plan/compile-rule.ts', "  if (undecided.length > 0) return refuse('proposals-undecided', { facts: { proposals: undecided.join('、') } });\n", ''),
];
