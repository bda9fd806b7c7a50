import type { Proposal } from '../../../shared/plan/proposal.ts';
import type { Year } from '../../../shared/plan/year.ts';
import type { WorldRecord } from '../world/record.ts';
import { frozenAttempt } from './attempt-ground.ts';
import type { Invariant, View } from './invariant.ts';
import { attemptsIn, proposalsIn } from './stored.ts';

/** No more is drawn than the plan asks and the cap leaves, counted anew from the frozen rows: the cap rounds down and is one for the year (GY-7, GY-9, GY-13). */
export const withinCap: Invariant = {
  id: 'within-the-cap',
  clauses: ['GY-7', 'GY-9', 'GY-13'],
  en: 'Each draw takes what plan and cap give, counted anew from its rows; all draws of a directory together stay under its cap, rounded down; the plan holds what was approved.',
  watch: () => (view, { items }) =>
    items.flatMap(({ pk, sk, before, after }) => {
      if (after === undefined) return [];
      if (sk.startsWith('ATTEMPT#') && before === undefined) return quotaFaults(view, pk.slice('BATCH#'.length), Number(sk.slice('ATTEMPT#'.length)));
      if (sk === 'YEAR' && before?.['stage'] === 'reviewing' && after['stage'] === 'compiled') return planFaults(view.record, after as unknown as Extract<Year, { stage: 'compiled' }>);
      if (sk.startsWith('PROPOSAL#') && after['stage'] === 'submitted' && before?.['stage'] !== 'submitted') return ratioFaults(view, after as unknown as Extract<Proposal, { stage: 'submitted' }>);
      return [];
    }),
};

const quotaFaults = (view: View, batchId: string, drawNo: number): readonly string[] => {
  const frozen = frozenAttempt(view, batchId, drawNo);
  if (frozen === undefined) return [`${batchId}#${drawNo} was frozen without batch or manifest`];
  const { manifest: { item }, shares, base, eligible, capBp, taken } = frozen;
  const expected = shares.reduce((sum, share) => sum + share.k, 0);
  const quota = attemptsIn(view.record, batchId).find((attempt) => attempt.drawNo === drawNo)?.quota;
  const k = item.strata.reduce((sum, stratum) => sum + stratum.k, 0);
  const count = [...eligible.values()].reduce((sum, held) => sum + held, 0);
  return [
    ...(quota === expected && k === expected ? [] : [`${batchId}#${drawNo} is to draw ${String(quota)}, plan and cap give ${expected} (${count} eligible of ${base}, cap ${capBp} bp, ${taken} taken)`]),
    ...(item.capBp <= capBp ? [] : [`${batchId}#${drawNo} has a cap of ${item.capBp} bp, not ${capBp}`]),
  ];
};

const planFaults = (record: WorldRecord, year: Extract<Year, { stage: 'compiled' }>): readonly string[] => {
  const proposals = proposalsIn(record, year.year);
  const approved = proposals.filter(({ stage }) => stage === 'approved').map(({ proposalId }) => proposalId).sort().join(' ');
  const entered = year.entries.map(({ proposalId }) => proposalId).sort().join(' ');
  const undecided = proposals.filter(({ stage }) => stage === 'submitted').map(({ proposalId }) => proposalId);
  return [...(approved === entered ? [] : [`plan ${year.year} holds ${entered}, approved are ${approved}`]), ...undecided.map((proposalId) => `plan ${year.year} was compiled while ${proposalId} was undecided`)];
};

const ratioFaults = ({ record, profile }: View, { proposalId, content, department }: Extract<Proposal, { stage: 'submitted' }>): readonly string[] => {
  const [a = 0, b = 1] = content.ratio.split('/').map(Number);
  const bp = content.exceedance?.limitBp ?? profile.draw.cap.bp;
  const rules = record.tables.registry.get('RULES', department)?.['topics'] as Readonly<Record<string, string>> | undefined;
  const silent = profile.workRules.topics.filter(({ id }) => (rules?.[id] ?? '').trim() === '');
  return [
    ...(a * 10_000 <= bp * b ? [] : [`${proposalId} was accepted with ${content.ratio}, over ${bp} bp`]),
    ...(content.leadDepartment === department ? [] : [`${proposalId} of department ${department} was accepted with lead ${content.leadDepartment}`]),
    ...(silent.length === 0 ? [] : [`${proposalId} was accepted though department ${department} has no complete work rules`]),
  ];
};
