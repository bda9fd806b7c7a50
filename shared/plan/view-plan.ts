import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import type { Proposal } from './proposal.ts';
import { loadProposal, pageOfProposals } from './proposal-store.ts';
import type { Year } from './year.ts';
import { loadYear } from './year-store.ts';

type Reading = { readonly stores: Pick<Stores, 'lifecycle'> };

/** A plan year as it stands. */
export const viewYear = ({ stores }: Reading, year: number): Promise<Result<Year, Refusal>> => loadYear(stores.lifecycle, year);

/** One proposal. */
export const viewProposal = ({ stores }: Reading, proposalId: string): Promise<Result<Proposal, Refusal>> => loadProposal(stores.lifecycle, proposalId);

/** One page of a year's proposals, by id. */
export const listProposals = async (
  { stores }: Reading,
  { year, ...page }: { readonly year: number; readonly limit?: number | undefined; readonly cursor?: string | undefined },
): Promise<Result<{ items: Proposal[]; cursor?: string }, never>> => ok(await pageOfProposals(stores.lifecycle, year, page));
