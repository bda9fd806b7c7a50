import type { Proposal } from '../../../shared/plan/proposal.ts';
import { directoryOf } from './attempt-ground.ts';
import type { View } from './invariant.ts';
import { askedOf } from './own-quota.ts';
import { proposalsIn } from './stored.ts';

type Submitted = Extract<Proposal, { stage: 'submitted' }>;

/** Whoever shares a directory leaves to each what must stay whole of it; counted on the directory of the day. */
export const roomFaults = (view: View, { proposalId, year, content, submittedAt }: Submitted): readonly string[] => {
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
