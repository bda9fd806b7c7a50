import { localDate } from '../../shared/kernel/local-date.ts';
import { planContent, type PlanContent } from '../../shared/plan/entry.ts';
import type { Proposal, ProposalIn } from '../../shared/plan/proposal.ts';
import type { YearIn } from '../../shared/plan/year.ts';
import { instant } from '../../shared/kernel/instant.ts';
import type * as z from 'zod';

/** A complete entry of department 01, drawing from all of F5211. */
export const aContent = (more: Partial<z.input<typeof planContent>> = {}): PlanContent =>
  planContent.parse({
    name: '2026年食品销售抽查', items: ['food-sales'], targets: { description: '食品销售单位', frame: { industries: ['F5211'] } }, methods: ['on-site'],
    ratio: '1/50', quantity: null, leadDepartment: '01', participatingDepartments: [], inspectionDate: { from: '2026-03-16', to: '2026-05-29' }, ...more,
  });

/** A submitted proposal of its content's lead department, by `operator-<department>`. */
export const aSubmitted = (proposalId: string, more: Partial<ProposalIn<'submitted'>> = {}): ProposalIn<'submitted'> => {
  const department = proposalId.slice(5, 7);
  return {
    stage: 'submitted', proposalId, year: 2026, department, authors: [{ sub: `operator-${department}`, name: 'operator' }], createdAt: at('2025-11-20'), mergedFrom: [],
    content: aContent({ leadDepartment: department }), firstSubmittedAt: at('2025-12-01'), submittedAt: at('2025-12-01'), late: false, version: 2, ...more,
  };
};

/** The same, approved by somebody of the conference. */
export const anApproved = (proposalId: string, more: Partial<ProposalIn<'approved'>> = {}): ProposalIn<'approved'> => ({
  ...aSubmitted(proposalId), stage: 'approved', reviewedAt: at('2026-01-05'), reviewedBy: { sub: 'conference-x', name: 'conference' }, version: 3, ...more,
});

/** A draft of nothing yet. */
export const aDraft = (proposalId: string): Proposal => {
  const { proposalId: id, year, department, authors, createdAt, mergedFrom } = aSubmitted(proposalId);
  return { stage: 'draft', proposalId: id, year, department, authors, createdAt, mergedFrom, content: {}, version: 1 };
};

/** Plan year 2026 while submissions are open. */
export const collecting: YearIn<'collecting'> = {
  stage: 'collecting', year: 2026, openedAt: at('2025-11-01'), submitBy: localDate('2025-12-31'), issueBy: localDate('2026-01-31'), finishBy: localDate('2026-11-20'), escalations: [], version: 1,
};

/** The same after they were closed. */
export const reviewing: YearIn<'reviewing'> = { ...collecting, stage: 'reviewing', closedAt: at('2026-01-01'), missing: [], version: 2 };

function at(date: string) {
  return instant(`${date}T09:00:00+08:00`);
}
