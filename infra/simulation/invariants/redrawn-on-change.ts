import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import { compactDate } from '../../../shared/kernel/local-date.ts';
import type { Profile } from '../../../shared/profile/profile.ts';
import type { Inspector } from '../../../shared/registry/inspector.ts';
import type { Recusal } from '../../../shared/registry/recusal.ts';
import type { WorldRecord } from '../world/record.ts';
import type { Invariant } from './invariant.ts';
import { batchIn } from './stored.ts';

/** A draw that found too few inspectors is repeated only under other conditions: the same draw again would be a re-roll (BY-2, BY-4). */
export const redrawnOnChange: Invariant = {
  id: 'redrawn-on-change',
  clauses: ['BY-2', 'BY-4'],
  en: 'An attempt short of inspectors is given up only when in each short department inspectors or recusals are others than those frozen.',
  watch: () => {
    const inspectors = new Map<string, Inspector>();
    const recusals = new Map<string, Recusal>();
    return ({ record, profile }, { items }) =>
      items.flatMap(({ pk, sk, before, after }) => {
        if (pk.startsWith('INSPECTOR#') && after !== undefined) inspectors.set(sk, after as unknown as Inspector);
        if (pk === 'RECUSAL' && after !== undefined) recusals.set(sk, after as unknown as Recusal);
        if (!sk.startsWith('ATTEMPT#') || before?.['stage'] !== 'short' || after?.['stage'] !== 'voiding') return [];
        const attempt = after as unknown as Extract<Attempt, { stage: 'voiding' }>;
        const frozen = frozenLists(record, attempt);
        return [...new Set(attempt.shortages.map(({ department }) => department))]
          .filter((department) => {
            const part = { department, bodies: bodiesOf(record, attempt.batchId, department) };
            return sameOfficers(frozen.officers, [...inspectors.values()], part, profile) && samePairs(frozen.pairs, [...recusals.values()], part, profile);
          })
          .map((department) => `${attempt.batchId}#${attempt.drawNo} is drawn again although inspectors and recusals of ${department} are those frozen`);
      });
  },
};

/** A short department, and the bodies whose inspectors stand under it: its own and those pooled (SM-4). */
interface Part {
  readonly department: string;
  readonly bodies: readonly string[];
}

const bodiesOf = (record: WorldRecord, batchId: string, department: string): readonly string[] => {
  const batch = batchIn(record, batchId);
  const pooled = batch !== undefined && 'scheme' in batch ? batch.scheme.departments.find(({ code }) => code === department)?.pooled : undefined;
  return [department, ...(pooled ?? [])];
};

const linesOf = (record: WorldRecord, { batchId, drawNo }: Pick<Attempt, 'batchId' | 'drawNo'>, file: string): readonly string[] =>
  Buffer.from(record.buckets.snapshots.get(`${batchId}/${drawNo}/${file}`)?.body ?? []).toString().split('\n').filter((line) => line !== '');

const frozenLists = (record: WorldRecord, attempt: Pick<Attempt, 'batchId' | 'drawNo'>): { readonly officers: readonly string[]; readonly pairs: readonly string[] } => ({
  officers: linesOf(record, attempt, 'officers.txt'),
  pairs: linesOf(record, attempt, 'witness/recusals.txt').map((line) => line.split(',').slice(0, 2).join()),
});

const sameOfficers = (frozen: readonly string[], inspectors: readonly Inspector[], { department, bodies }: Part, { recusal }: Profile): boolean => {
  const now = inspectors.flatMap(({ officerId, kind, active, certificate, regions, specialties, cap, lastVisited, ...rest }) => {
    if (!bodies.includes(rest.department) || kind !== 'officer' || !active || certificate === undefined) return [];
    const shunned = recusal.neverTwiceRunning ? lastVisited : [];
    return [[officerId, [...regions].sort(), [...specialties].sort(), compactDate(certificate.validFrom), compactDate(certificate.validTo), cap, [...shunned].sort()]];
  });
  const then = frozen.map((line) => JSON.parse(line) as Record<string, unknown>).filter((officer) => officer['department'] === department)
    .map(({ id, regions, specialties, validFrom, validTo, cap, lastVisited }) => [id, regions, specialties, validFrom, validTo, cap, lastVisited]);
  return alike(now, then);
};

const samePairs = (frozen: readonly string[], recusals: readonly Recusal[], { bodies }: Part, { recusal }: Profile): boolean => {
  const now = recusals.filter(({ stage }) => stage === 'granted' || (stage === 'applied' && recusal.appliedStepsAside)).map(({ officerId, targetId }) => `${officerId},${targetId}`);
  const own = (pair: string): boolean => bodies.includes(pair.slice(0, 2));
  return alike([...new Set(now)].filter(own), frozen.filter(own));
};

const alike = (a: readonly unknown[], b: readonly unknown[]): boolean => {
  const sorted = (all: readonly unknown[]): string => all.map((one) => JSON.stringify(one)).sort().join('\n');
  return sorted(a) === sorted(b);
};
