import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ManifestParts } from '../../lottery/manifest/build-manifest.ts';
import { computeQuota, type QuotaInput, type QuotaRefusal } from '../../lottery/manifest/quota.ts';
import type { RowCounts } from '../../lottery/directory/snapshot.ts';
import type { ListRoot } from '../../lottery/types.ts';
import { ratioIn, shareIn } from '../../plan/class-ratios.ts';
import type { PlanEntry } from '../../plan/entry.ts';
import type { Profile } from '../../profile/profile.ts';
import type { CapTaken } from './cap-ledger.ts';

type Item = ManifestParts['item'];

/** What the quota of a batch follows from. */
export interface ItemGround {
  readonly entry: PlanEntry;
  readonly profile: Profile;
  readonly counts: Pick<RowCounts, 'eligible' | 'capBase'>;
  readonly taken: CapTaken;
  readonly excluded: ListRoot;
  readonly reserve: number;
}

/**
 * The manifest's item with everything the quota follows from (GY-13, NR-8, DZ-3). The plan's quantity, or its ratios, hold as far as the cap is left
 * and rows are eligible on the day; where that is less, the manifest says the quantity, or of each class the share that is left to it. A directory
 * that has grown since it was planned may have a floor above the quantity; then the floor holds.
 * Refused if nothing is left, or cap, floor and the classes that must stay whole contradict each other.
 */
export const drawItemOf = (ground: ItemGround): Result<Item, Refusal<Impossible | 'nothing-to-draw'>> => {
  const item = openItem(ground);
  const eligible = item.strata.reduce((sum, stratum) => sum + stratum.eligible, 0);
  const base = computeQuota(item);
  if (!base.ok) return impossible(base.error, item);
  const byRatio = base.value.k.reduce((sum, k) => sum + k, 0);
  const left = Math.min(Math.max(0, base.value.cap - ground.taken.pending), eligible);
  const wanted = Math.min(Math.max(ground.entry.quantity ?? byRatio, base.value.floor), left);
  if (wanted === 0) return refuse('nothing-to-draw', { facts: { eligible, cap: left } });
  if (ground.entry.quantity === null && wanted === byRatio) return ok(item);
  const limited = ground.entry.classes === undefined ? ok({ ...item, quantity: wanted }) : leftToClasses(item, ground.taken.pending);
  if (!limited.ok) return impossible(limited.error, item);
  const quota = computeQuota(limited.value);
  return quota.ok ? ok(limited.value) : impossible({ ...quota.error, cap: left }, item);
};

// What draws under way will take counts in no published transcript yet, so the manifest cannot name it: it says the shares that come of it.
const leftToClasses = (item: Item & QuotaInput, pending: number): Result<Item & QuotaInput, QuotaRefusal> => {
  const left = computeQuota({ ...item, capUsed: item.capUsed + pending });
  if (!left.ok) return left;
  return ok({ ...item, strata: item.strata.map((stratum, h) => ({ ...stratum, ratio: `${left.value.k[h] ?? 0}/${stratum.eligible}` })) });
};

type Impossible = 'mandatory-beyond-cap' | 'floor-beyond-cap' | 'floor-beyond-eligible';

const impossible = ({ reason, cap, floor }: QuotaRefusal, { strata }: Item): Result<never, Refusal<Impossible>> => {
  if (reason === 'mandatory-above-cap') {
    const whole = strata.filter(({ mandatory }) => mandatory).reduce((sum, stratum) => sum + shareIn(stratum, stratum.code, stratum.eligible), 0);
    return refuse('mandatory-beyond-cap', { facts: { mandatory: whole, cap } });
  }
  const eligible = strata.reduce((sum, stratum) => sum + stratum.eligible, 0);
  return floor > eligible ? refuse('floor-beyond-eligible', { facts: { floor, eligible } }) : refuse('floor-beyond-cap', { facts: { floor, cap } });
};

const openItem = ({ entry, profile, counts, taken, excluded, reserve }: ItemGround): Item & QuotaInput => ({
  itemId: entry.items.join('+'),
  frame: entry.targets.frame,
  excluded,
  strata: [...counts.eligible]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, eligible]) => ({ code, eligible, ...ratioIn(entry, code) })),
  reserve,
  capBp: entry.exceedance?.limitBp ?? profile.draw.cap.bp,
  floorBp: profile.draw.floor.bp,
  capBase: counts.capBase,
  capUsed: taken.used,
});
