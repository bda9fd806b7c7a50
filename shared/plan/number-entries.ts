import type { NumberedEntry } from './year.ts';
import type { ProposalIn } from './proposal.ts';

/** The plan's entries, numbered `batch-<year>-001` by inspection date, then by proposal id. */
export const numberEntries = (year: number, approved: readonly ProposalIn<'approved'>[]): readonly NumberedEntry[] =>
  [...approved].sort(byDateThenId).map(({ proposalId, content }, i) => ({
    ...content,
    proposalId,
    scope: content.participatingDepartments.length === 0 ? 'single' : 'joint',
    batchId: `batch-${year}-${String(i + 1).padStart(3, '0')}`,
  }));

const byDateThenId = (a: ProposalIn<'approved'>, b: ProposalIn<'approved'>): number =>
  compare(a.content.inspectionDate.from, b.content.inspectionDate.from) || compare(a.proposalId, b.proposalId);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
