import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import type { Proposal } from '../../../shared/plan/proposal.ts';
import { frozenAttempt } from './attempt-ground.ts';
import { byStratum, manifestIn, rowsIn } from './frozen-rows.ts';
import type { Invariant, View } from './invariant.ts';
import { askedOf } from './own-quota.ts';
import { roomFaults } from './room-in-plan.ts';

type Submitted = Extract<Proposal, { stage: 'submitted' }>;

/** Each class gives what the plan asks of it: a mandatory one all of that, the others what cap and floor make of it; nothing is planned that could not be so (NR-8, GY-13, DZ-3). */
export const classesAsPlanned: Invariant = {
  id: 'classes-as-planned',
  clauses: ['NR-8', 'GY-13', 'DZ-3'],
  en: 'Of each class as many are drawn as plan, cap and floor give it, a mandatory one whole; no accepted proposal has a ratio outside the bounds of its class, a quantity under the floor, or takes what must stay whole of another.',
  watch: () => (view, { items, whole }) =>
    items.flatMap(({ pk, sk, before, after }) => {
      if (after === undefined) return [];
      const [batchId, drawNo] = [pk.slice('BATCH#'.length), Number(sk.slice('ATTEMPT#'.length))];
      if (sk.startsWith('ATTEMPT#') && before === undefined) return frozenFaults(view, batchId, drawNo);
      if (sk.startsWith('ATTEMPT#') && after['stage'] === 'published' && before?.['stage'] !== 'published') return drawnFaults(view, after as unknown as Extract<Attempt, { stage: 'published' }>);
      if (!sk.startsWith('PROPOSAL#') || after['stage'] !== 'submitted' || before?.['stage'] === 'submitted') return [];
      const proposal = after as unknown as Submitted;
      // By the end of a year the directory is another one than it was planned for.
      return [...askedFaults(view, proposal), ...(whole ? [] : roomFaults(view, proposal))];
    }),
};

const frozenFaults = (view: View, batchId: string, drawNo: number): readonly string[] => {
  const frozen = frozenAttempt(view, batchId, drawNo);
  if (frozen === undefined) return [];
  const where = `${batchId}#${drawNo}`;
  const { manifest: { item, directoryStats }, shares, floor, left, eligible } = frozen;
  const given = new Map(item.strata.map(({ code, k }) => [code, k]));
  const all = [...given.values()].reduce((sum, k) => sum + k, 0);
  const strata = new Set(directoryStats.map(({ stratum }) => stratum));
  return [
    ...shares.filter(({ code, whole }) => whole !== undefined && (given.get(code) ?? 0) < whole).map(({ code, whole }) => `class ${code} of ${where} is mandatory: ${whole ?? 0} of it are to be drawn, and ${given.get(code) ?? 0} are`),
    ...shares.filter(({ code, k }) => given.get(code) !== k).map(({ code, k }) => `class ${code} of ${where} gives ${String(given.get(code))}, by the plan ${k} (${eligible.get(code) ?? 0} eligible, ${left} left under the cap, floor ${floor})`),
    ...(all >= floor ? [] : [`${where} draws ${all}, the floor is ${floor}`]),
    ...(view.profile.draw.strata.by === 'credit' || [...strata].every((code) => code === 'A') ? [] : [`${where} draws by ${[...strata].join()}, the city by no class`]),
  ];
};

const drawnFaults = ({ record }: View, { batchId, drawNo }: Attempt): readonly string[] => {
  const manifest = manifestIn(record, batchId, drawNo);
  const body = record.buckets.snapshots.get(`${batchId}/${drawNo}/transcript.json`)?.body;
  if (manifest === undefined || body === undefined) return [`${batchId}#${drawNo} is published without manifest or transcript`];
  const drawn = new Set((JSON.parse(Buffer.from(body).toString()) as { readonly drawn: readonly string[] }).drawn);
  const counts = byStratum(rowsIn(record, batchId, drawNo, manifest).filter((row) => drawn.has(row.slice(0, 18))));
  return manifest.item.strata.filter(({ code, k }) => (counts.get(code) ?? 0) !== k).map(({ code, k }) => `of class ${code} ${counts.get(code) ?? 0} are drawn in ${batchId}#${drawNo}, its quota is ${k}`);
};

const askedFaults = ({ profile: { draw: { strata } } }: View, { proposalId, content }: Submitted): readonly string[] => {
  const outside = Object.entries(strata.bounds ?? {}).filter(([code, { fromBp, toBp }]) => {
    const { a, b } = askedOf(content, code);
    return a * 10_000 < fromBp * b || a * 10_000 > toBp * b;
  });
  return [
    ...(content.classes === undefined || strata.by === 'credit' ? [] : [`${proposalId} was accepted with classes, by which nobody draws`]),
    ...(content.classes === undefined || content.quantity === null ? [] : [`${proposalId} was accepted with classes and a quantity, which overrides them`]),
    ...(strata.bounds === undefined || content.quantity === null ? [] : [`${proposalId} was accepted with a quantity, which keeps no bounds of a class`]),
    ...outside.map(([code]) => `${proposalId} was accepted with a ratio of class ${code} outside its bounds`),
  ];
};
