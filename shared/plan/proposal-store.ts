import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { StoredItem } from '../store/item.ts';
import type { Table } from '../store/table.ts';
import { check, create, replace, type Write } from '../store/write.ts';
import { proposal, PROPOSAL_PRIOR, type Proposal, type ProposalStage } from './proposal.ts';

const PREFIX = 'PROPOSAL#';
const keyOf = (proposalId: string) => ({ pk: `YEAR#${proposalId.slice(0, 4)}`, sk: `${PREFIX}${proposalId}` });
const itemOf = (thing: Proposal): StoredItem => ({ ...keyOf(thing.proposalId), shape: 1, ...proposal.parse(thing) });

/** The proposal; refused with `not-found` if there is none. */
export const loadProposal = async (lifecycle: Table, proposalId: string): Promise<Result<Proposal, Refusal<'not-found'>>> => {
  const item = await lifecycle.get(keyOf(proposalId));
  return item === undefined ? refuse('not-found', { facts: { what: `proposal/${proposalId}` } }) : ok(proposal.parse(item));
};

/** All proposals of a year, by id. */
export const proposalsOf = async (lifecycle: Table, year: number): Promise<readonly Proposal[]> =>
  (await lifecycle.all({ pk: `YEAR#${year}`, prefix: PREFIX })).map((item) => proposal.parse(item));

/** One page of a year's proposals. */
export const pageOfProposals = async (
  lifecycle: Table,
  year: number,
  options: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
): Promise<{ items: Proposal[]; cursor?: string }> => {
  const { items, cursor } = await lifecycle.page({
    pk: `YEAR#${year}`,
    prefix: PREFIX,
    limit: options.limit ?? 100,
    ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
  });
  return { items: items.map((item) => proposal.parse(item)), ...(cursor === undefined ? {} : { cursor }) };
};

/** The write of a new proposal. */
export const createProposal = (lifecycle: Table, thing: Proposal): Write => create(lifecycle, itemOf(thing));

/** The write of `after` in place of `before`, conditional on version and legal prior stage. Throws on an illegal transition. */
export const putProposal = (lifecycle: Table, before: Proposal, after: Proposal): Write => {
  const stages: readonly ProposalStage[] = PROPOSAL_PRIOR[after.stage];
  if (after.proposalId !== before.proposalId || after.version !== before.version + 1) throw new Error(`not the next version of ${before.proposalId}`);
  if (!stages.includes(before.stage)) throw new Error(`${before.proposalId} cannot go from ${before.stage} to ${after.stage}`);
  return replace(lifecycle, itemOf(after), { version: before.version, stages });
};

/** Requires that the proposal is still as it was read, without changing it. */
export const checkProposal = (lifecycle: Table, thing: Proposal): Write =>
  check(lifecycle, keyOf(thing.proposalId), { version: thing.version, stages: [thing.stage] });
