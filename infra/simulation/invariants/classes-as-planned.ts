import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import type { Proposal } from '../../../shared/plan/proposal.ts';
import { directoryOf, frozenAttempt } from './attempt-ground.ts';
import { byStratum, manifestIn, rowsIn } from './frozen-rows.ts';
import type { Invariant, View } from './invariant.ts';
import { askedOf } from './own-quota.ts';
import { proposalsIn } from './stored.ts';

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

/** Whoever shares a directory leaves to each what must stay whole of it; counted on the directory of the day. */
const roomFaults = (view: View, { proposalId, year, content, submittedAt }: Submitted): readonly string[] => {
  const { record, profile: { draw } } = view;
  const held = heldBy(view, content);
  const size = [...held.values()].reduce((sum, count) => sum + count, 0);
  const floor = Math.ceil((size * draw.floor.bp) / 10_000);
  const live = draw.cap.per === 'batch' ? [] : proposalsIn(record, year).flatMap((other) => ((other.stage === 'submitted' || other.stage === 'approved') && directoryOf(other.content) === directoryOf(content) ? [other] : []));
  const shareOf = (asked: Submitted['content'], code: string): number => Math.ceil(((held.get(code) ?? 0) * askedOf(asked, code).a) / askedOf(asked, code).b);
  const sumOf = (asked: Submitted['content'], isCounted: (code: string) => boolean): number => [...held.keys()].filter(isCounted).reduce((sum, code) => sum + shareOf(asked, code), 0);
  const capOf = (asked: Submitted['content']): number => Math.floor((size * (asked.exceedance?.limitBp ?? draw.cap.bp)) / 10_000);
  const figures = live.map(({ proposalId: id, content: asked, submittedAt: at }) => {
    const cap = capOf(asked);
    return { id, at, byQuantity: asked.quantity !== null, cap, whole: sumOf(asked, (code) => askedOf(asked, code).isWhole), takes: Math.min(cap, Math.max(floor, asked.quantity ?? sumOf(asked, () => true))) };
  });
  const all = figures.reduce((sum, { takes }) => sum + takes, 0);
  // Ratios that came later may ask for more than is left: then they are cut.
  const before = figures.filter(({ id, at, byQuantity }) => id !== proposalId && (byQuantity || at < submittedAt)).reduce((sum, { takes }) => sum + takes, 0);
  return [
    ...figures.filter(({ cap, whole, takes }) => whole > 0 && whole > cap - (all - takes)).map(({ id, cap, whole, takes }) => `with ${proposalId} ${whole} of ${id} must stay whole and ${cap - (all - takes)} are left to it`),
    ...(content.quantity === null || content.quantity <= capOf(content) - before ? [] : [`${proposalId} was accepted with ${content.quantity}, others left it ${capOf(content) - before}`]),
    ...(content.quantity === null || content.quantity >= floor ? [] : [`${proposalId} was accepted with ${content.quantity}, the floor is ${floor}`]),
  ];
};

/** The enterprises of a frame in the directory as it stands, by class. */
const heldBy = ({ record: { tables }, profile }: View, { targets: { frame } }: Pick<Submitted['content'], 'targets'>): ReadonlyMap<string, number> => {
  const rows = [...tables.registry.partitions()].filter((pk) => pk.startsWith('TARGET#')).flatMap((pk) => tables.registry.partition(pk));
  const held = new Map<string, number>();
  for (const { status, region, creditClass } of rows as readonly { status?: unknown; region?: unknown; creditClass?: unknown }[]) {
    if (frame.status?.includes(String(status)) === false || frame.regions?.some((prefix) => String(region).startsWith(prefix)) === false) continue;
    const code = profile.draw.strata.by === 'credit' ? String(creditClass) : 'A';
    held.set(code, (held.get(code) ?? 0) + 1);
  }
  return held;
};
