import { canonicalJson } from '../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { capBaseFrame } from '../lottery/directory/frame.ts';
import { parseRatio } from '../lottery/manifest/ratio.ts';
import type { Frame } from '../lottery/types.ts';
import { totalOf } from './census.ts';
import { ratioIn, shareIn } from './class-ratios.ts';
import type { PlanContent } from './entry.ts';

type Asked = Pick<PlanContent, 'ratio' | 'classes' | 'quantity' | 'exceedance' | 'targets'>;

/** What the target directory of an entry holds, and what the year's other entries take of it (requirements, decision 1). */
export interface DirectoryFacts {
  /** How many targets it holds by stratum, which without strata is one. */
  readonly strata: ReadonlyMap<string, number>;
  readonly capBp: number;
  /** Targets that other live entries on the same directory ask for; empty where the profile counts per batch. */
  readonly others: readonly { readonly proposalId: string; readonly takes: number }[];
}

/** Share of the directory the entry may take, in basis points: the profile's cap, or the entry's own stated limit (GY-13). */
export const capBpOf = ({ exceedance }: Pick<PlanContent, 'exceedance'>, capBp: number): number => exceedance?.limitBp ?? capBp;

/** The target directory a frame means, as text: entries with equal text share its yearly cap (GY-13). Neither past inspections nor the order of names in a list make another directory. */
export const directoryOf = (frame: Frame): string => {
  const sorted = Object.entries(capBaseFrame(frame)).map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)].sort() : value]);
  return canonicalJson(Object.fromEntries(sorted));
};

/** How many targets an entry asks for of a directory with these strata: its quantity, or the ratio of each rounded up, within its cap rounded down. */
export const takesOf = (asked: Asked, strata: ReadonlyMap<string, number>, capBp: number): number => {
  const cap = capOf(totalOf(strata), capBpOf(asked, capBp));
  return Math.min(asked.quantity ?? sum([...strata].map(([code, size]) => shareIn(asked, code, size))), cap);
};

const capOf = (size: number, bp: number): number => Number((BigInt(size) * BigInt(bp)) / 10_000n);

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

/** A cap that rounds to zero, that others have used up, or that the quantity or the classes that must stay whole exceed is refused with the numbers (GY-13). */
export const checkQuantity = (asked: Asked, { strata, capBp: profileCapBp, others }: DirectoryFacts): Result<void, Refusal> => {
  const capBp = capBpOf(asked, profileCapBp);
  const size = totalOf(strata);
  const whole = capOf(size, capBp);
  const used = sum(others.map(({ takes }) => takes));
  const cap = Math.max(whole - used, 0);
  if (whole === 0) return refuse('cap-rounds-to-zero', { pointer: '/content/targets/frame', facts: { size, capBp } });
  if (cap === 0) {
    const names = others.map(({ proposalId }) => proposalId).join('、');
    return refuse('cap-used-up', { pointer: '/content/targets/frame', facts: { size, cap: whole, others: names } });
  }
  if (asked.quantity !== null && asked.quantity > cap) {
    return refuse('quantity-over-cap', { pointer: '/content/quantity', facts: { quantity: asked.quantity, cap, capBp, size, used } });
  }
  const mandatory = sum([...strata].map(([code, held]) => (ratioIn(asked, code).mandatory ? shareIn(asked, code, held) : 0)));
  if (mandatory > cap) return refuse('mandatory-over-cap', { pointer: '/content/classes', facts: { mandatory, cap, capBp, size, used } });
  return takesOf(asked, strata, profileCapBp) === 0 ? refuse('ratios-take-nothing', { pointer: '/content/classes', facts: { size } }) : ok(undefined);
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
