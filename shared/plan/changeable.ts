import type { Person } from '../identity/actor.ts';
import type { Action } from '../identity/matrix.ts';
import { permits } from '../identity/permission.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Table } from '../store/table.ts';
import { expectVersion } from './expected-version.ts';
import type { Proposal } from './proposal.ts';
import { loadProposal } from './proposal-store.ts';
import { yearHasReached, type Year } from './year.ts';
import { findYear } from './year-store.ts';

/** A command on one proposal. */
export interface ProposalCommand {
  readonly proposalId: string;
  readonly ifMatch?: number | undefined;
}

/** The year that takes proposals; refused before it is opened (GY-5) and once its plan is compiled (GY-7). */
export const loadOpenYear = async (lifecycle: Table, y: number): Promise<Result<Year, Refusal>> => {
  const year = await findYear(lifecycle, y);
  if (year === undefined) return refuse('year-not-open', { facts: { year: y } });
  return yearHasReached(year.stage, 'compiled') ? refuse('plan-closed', { facts: { year: y } }) : ok(year);
};

/** The proposal with its year, if `person` may do `action` to it, it has the version named, and its plan is not compiled yet. */
export const loadChangeable = async (
  lifecycle: Table,
  person: Person,
  action: Action,
  { proposalId, ifMatch }: ProposalCommand,
): Promise<Result<{ proposal: Proposal; year: Year }, Refusal>> => {
  const loaded = await loadProposal(lifecycle, proposalId);
  if (!loaded.ok) return loaded;
  const proposal = loaded.value;
  if (!permits(person, action, proposal.department)) return refuse('not-own-department', { facts: { department: proposal.department } });
  const expected = expectVersion(ifMatch, proposal.version);
  if (!expected.ok) return expected;
  const year = await loadOpenYear(lifecycle, proposal.year);
  return year.ok ? ok({ proposal, year: year.value }) : year;
};
