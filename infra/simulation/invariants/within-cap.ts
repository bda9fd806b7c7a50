import type { Manifest } from '../../../shared/lottery/types.ts';
import type { Batch } from '../../../shared/plan/batch.ts';
import type { Frame, PlanContent } from '../../../shared/plan/entry.ts';
import type { Proposal } from '../../../shared/plan/proposal.ts';
import type { Year } from '../../../shared/plan/year.ts';
import type { WorldRecord } from '../world/record.ts';
import type { Invariant, View } from './invariant.ts';
import { attemptsIn, batchIn, proposalsIn } from './stored.ts';

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

const quotaFaults = ({ record, profile }: View, batchId: string, drawNo: number): readonly string[] => {
  const batch = batchIn(record, batchId);
  const manifest = manifestOf(record, batchId, drawNo);
  if (batch === undefined || manifest === undefined) return [`${batchId}#${drawNo} was frozen without batch or manifest`];
  const { entry } = batch;
  const rows = rowsOf(record, batchId, drawNo, manifest);
  const base = rows.filter((row) => admits(entry.targets.frame, row, false)).length;
  const out = excludedIn(record, batchId, drawNo);
  const eligible = rows.filter((row) => admits(entry.targets.frame, row, true) && !out.has(row.slice(0, 18))).length;
  const bp = entry.exceedance?.limitBp ?? profile.draw.cap.bp;
  const taken = profile.draw.cap.per === 'batch' ? 0 : takenBefore(record, batch);
  const left = Math.max(0, Math.floor((base * bp) / 10_000) - taken);
  const [a = 0, b = 1] = entry.ratio.split('/').map(Number);
  const expected = Math.min(entry.quantity ?? Math.ceil((eligible * a) / b), left, eligible);
  const quota = attemptsIn(record, batchId).find((attempt) => attempt.drawNo === drawNo)?.quota;
  const k = manifest.item.strata.reduce((sum, stratum) => sum + stratum.k, 0);
  return [
    ...(quota === expected && k === expected ? [] : [`${batchId}#${drawNo} is to draw ${String(quota)}, plan and cap give ${expected} (${eligible} eligible of ${base}, cap ${bp} bp, ${taken} taken)`]),
    ...(manifest.item.capBp <= bp ? [] : [`${batchId}#${drawNo} has a cap of ${manifest.item.capBp} bp, not ${bp}`]),
  ];
};

const manifestOf = (record: WorldRecord, batchId: string, drawNo: number): Manifest | undefined => {
  const body = record.buckets.published.get(`draws/${batchId}/${drawNo}/manifest.json`)?.body;
  return body === undefined ? undefined : (JSON.parse(Buffer.from(body).toString()) as Manifest);
};

const excludedIn = (record: WorldRecord, batchId: string, drawNo: number): ReadonlySet<string> =>
  new Set(Buffer.from(record.buckets.published.get(`draws/${batchId}/${drawNo}/excluded.txt`)?.body ?? []).toString().split('\n').map((line) => line.slice(0, 18)));

const ROW = 64;
const rowsOf = (record: WorldRecord, batchId: string, drawNo: number, manifest: Manifest): readonly string[] =>
  manifest.snapshot.shards.flatMap((_, shard) => {
    const body = Buffer.from(record.buckets.published.get(`draws/${batchId}/${drawNo}/rows-${String(shard).padStart(4, '0')}.txt`)?.body ?? []);
    return Array.from({ length: Math.floor(body.length / ROW) }, (_, row) => body.toString('latin1', row * ROW, row * ROW + ROW));
  });

/** The frame by the places of a row: region 19, industry 26, last inspection 34, tags 43, status 60. */
const admits = (frame: Frame, row: string, withPast: boolean): boolean => {
  const among = (wanted: readonly string[] | undefined, at: number): boolean => wanted === undefined || wanted.some((prefix) => row.startsWith(prefix, at));
  const tags = BigInt(`0x${row.slice(43, 59)}`);
  const [all, none] = [BigInt(`0x${frame.tagsAll ?? '0'}`), BigInt(`0x${frame.tagsNone ?? '0'}`)];
  const last = row.slice(34, 42);
  const isDue = !withPast || frame.inspectedBefore === undefined || last === '00000000' || last < frame.inspectedBefore;
  return among(frame.status, 60) && among(frame.regions, 19) && among(frame.industries, 26) && (tags & all) === all && (tags & none) === 0n && isDue;
};

const directoryOf = ({ targets: { frame } }: Pick<PlanContent, 'targets'>): string => {
  const sorted = (values: readonly string[] | undefined): string => (values === undefined ? '*' : [...new Set(values)].sort().join());
  return [sorted(frame.status), sorted(frame.regions), sorted(frame.industries), frame.tagsAll ?? '*', frame.tagsNone ?? '*'].join(' ');
};

/** What the other batches of the year took of the same directory by now: their draws, or the quota of one under way. */
const takenBefore = (record: WorldRecord, batch: Batch): number => {
  let taken = 0;
  for (const pk of record.tables.lifecycle.partitions()) {
    const other = pk.startsWith('BATCH#') && pk !== `BATCH#${batch.batchId}` ? batchIn(record, pk.slice('BATCH#'.length)) : undefined;
    if (other === undefined || other.year !== batch.year || !('attempt' in other) || directoryOf(other.entry) !== directoryOf(batch.entry)) continue;
    const last = attemptsIn(record, other.batchId).at(-1);
    if (last !== undefined && last.manifestAt <= (attemptsIn(record, batch.batchId).at(-1)?.manifestAt ?? '')) taken += last.quota;
  }
  return taken;
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
