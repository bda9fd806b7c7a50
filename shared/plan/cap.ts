import { canonicalJson } from '../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { capBaseFrame } from '../lottery/directory/frame.ts';
import { ceilDivide, parseRatio } from '../lottery/manifest/ratio.ts';
import type { Frame } from '../lottery/types.ts';
import { totalOf } from './census.ts';
import { ratioIn, shareIn } from './class-ratios.ts';
import type { PlanContent } from './entry.ts';

type Asked = Pick<PlanContent, 'ratio' | 'classes' | 'quantity' | 'exceedance' | 'targets'>;

/** What the target directory of an entry holds, and which share of it a draw may take at most and must take at least. */
export interface Directory {
  /** How many targets it holds by stratum, which without strata is one. */
  readonly strata: ReadonlyMap<string, number>;
  /** The profile's cap and floor, in basis points. */
  readonly capBp: number;
  readonly floorBp: number;
}

/** What another entry takes of the directory; of what must stay whole of it, how much, and within which cap. */
export interface OtherEntry {
  readonly proposalId: string;
  readonly takes: number;
  readonly whole?: { readonly mandatory: number; readonly cap: number };
}

/** The same, and what the year's other entries take of it (requirements, decision 1). */
export interface DirectoryFacts extends Directory {
  /** What other live entries on the same directory ask for; empty where the profile counts per batch. */
  readonly others: readonly OtherEntry[];
}

/** Share of the directory the entry may take, in basis points: the profile's cap, or the entry's own stated limit (GY-13). */
export const capBpOf = ({ exceedance }: Pick<PlanContent, 'exceedance'>, capBp: number): number => exceedance?.limitBp ?? capBp;

/** The target directory a frame means, as text: entries with equal text share its yearly cap (GY-13). Neither past inspections nor the order of names in a list make another directory. */
export const directoryOf = (frame: Frame): string => {
  const sorted = Object.entries(capBaseFrame(frame)).map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)].sort() : value]);
  return canonicalJson(Object.fromEntries(sorted));
};

/** How many targets an entry asks for of a directory with these strata: its quantity, or the ratio of each rounded up, within the floor rounded up and the cap rounded down (GY-13, DZ-3). */
export const takesOf = (asked: Asked, { strata, capBp, floorBp }: Directory): number => {
  const size = totalOf(strata);
  const wanted = asked.quantity ?? sum([...strata].map(([code, held]) => shareIn(asked, code, held)));
  return Math.min(Math.max(wanted, floorOf(size, floorBp)), capOf(size, capBpOf(asked, capBp)));
};

/** What another entry takes and needs whole. */
export const otherEntry = (proposalId: string, asked: Asked, directory: Directory): OtherEntry => {
  const mandatory = mandatoryOf(asked, directory);
  return { proposalId, takes: takesOf(asked, directory), ...(mandatory === 0 ? {} : { whole: { mandatory, cap: capOf(totalOf(directory.strata), capBpOf(asked, directory.capBp)) } }) };
};

// With a limit on the last inspection fewer are eligible than the directory holds; how many, the draw will tell.
const mandatoryOf = (asked: Asked, { strata }: Directory): number =>
  asked.targets.frame.inspectedBefore === undefined ? sum([...strata].map(([code, held]) => (ratioIn(asked, code).mandatory ? shareIn(asked, code, held) : 0))) : 0;

const capOf = (size: number, bp: number): number => Number((BigInt(size) * BigInt(bp)) / 10_000n);
const floorOf = (size: number, bp: number): number => Number(ceilDivide(BigInt(size) * BigInt(bp), 10_000n));

/** Ratio within the cap, or within the entry's own limit (GY-13); exact, without a decimal in between. */
export const checkRatio = (asked: Asked, profileCapBp: number): Result<void, Refusal> => {
  const ratio = parseRatio(asked.ratio);
  const capBp = capBpOf(asked, profileCapBp);
  if (ratio !== null && ratio.a * 10_000n <= BigInt(capBp) * ratio.b) return ok(undefined);
  const facts = { ratio: asked.ratio, capBp };
  return asked.exceedance === undefined
    ? refuse('ratio-over-cap', { pointer: '/content/ratio', facts })
    : refuse('ratio-over-limit', { pointer: '/content/ratio', facts });
};

/** A cap that rounds to zero, that others have used up, or that the floor, the quantity or the classes that must stay whole exceed is refused with the numbers, a quantity below the floor as well (GY-13, DZ-3). */
export const checkQuantity = (asked: Asked, directory: DirectoryFacts): Result<void, Refusal> => {
  const { strata, floorBp, others } = directory;
  const capBp = capBpOf(asked, directory.capBp);
  const size = totalOf(strata);
  const whole = capOf(size, capBp);
  const used = sum(others.map(({ takes }) => takes));
  const cap = Math.max(whole - used, 0);
  if (whole === 0) return refuse('cap-rounds-to-zero', { pointer: '/content/targets/frame', facts: { size, capBp } });
  if (cap === 0) {
    const names = others.map(({ proposalId }) => proposalId).join('、');
    return refuse('cap-used-up', { pointer: '/content/targets/frame', facts: { size, cap: whole, others: names } });
  }
  const floor = floorOf(size, floorBp);
  if (floor > whole) return refuse('floor-over-limit', { pointer: '/content/targets/frame', facts: { floor, floorBp, cap: whole, capBp, size } });
  if (floor > cap) return refuse('floor-over-cap', { pointer: '/content/targets/frame', facts: { floor, floorBp, cap, size, used } });
  if (asked.quantity !== null && asked.quantity < floor) return refuse('quantity-under-floor', { pointer: '/content/quantity', facts: { quantity: asked.quantity, floor, floorBp, size } });
  if (asked.quantity !== null && asked.quantity > cap) {
    return refuse('quantity-over-cap', { pointer: '/content/quantity', facts: { quantity: asked.quantity, cap, capBp, size, used } });
  }
  const mandatory = mandatoryOf(asked, directory);
  if (mandatory > cap) return refuse('mandatory-over-cap', { pointer: '/content/classes', facts: { mandatory, cap, capBp, size, used } });
  const takes = takesOf(asked, directory);
  if (takes === 0) return refuse('ratios-take-nothing', { pointer: '/content/classes', facts: { size } });
  for (const other of others) {
    const left = other.whole === undefined ? Infinity : other.whole.cap - other.whole.mandatory - (used - other.takes);
    if (takes > left) return refuse('takes-from-mandatory', { pointer: '/content/quantity', facts: { takes, other: other.proposalId, mandatory: other.whole?.mandatory ?? 0, left: Math.max(left, 0) } });
  }
  return ok(undefined);
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
