import { canonicalJson } from '../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { capBaseFrame } from '../lottery/directory/frame.ts';
import { ceilDivide, parseRatio } from '../lottery/manifest/ratio.ts';
import type { Frame } from '../lottery/types.ts';
import type { PlanContent } from './entry.ts';

type Asked = Pick<PlanContent, 'ratio' | 'quantity' | 'exceedance' | 'targets'>;

/** What the target directory of an entry holds, and what the year's other entries take of it (requirements, decision 1). */
export interface DirectoryFacts {
  readonly size: number;
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

/** How many targets an entry asks for of a directory of `size`: its quantity, or its ratio rounded up, within its cap rounded down. */
export const takesOf = (asked: Asked, size: number, capBp: number): number => {
  const cap = capOf(size, capBpOf(asked, capBp));
  const ratio = parseRatio(asked.ratio);
  if (ratio === null) throw new RangeError(`not a ratio: ${asked.ratio}`);
  return Math.min(asked.quantity ?? Number(ceilDivide(BigInt(size) * ratio.a, ratio.b)), cap);
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

/** A cap that rounds to zero, that others have used up, or that the quantity exceeds is refused with the numbers (GY-13). */
export const checkQuantity = (asked: Asked, { size, capBp: profileCapBp, others }: DirectoryFacts): Result<void, Refusal> => {
  const capBp = capBpOf(asked, profileCapBp);
  const whole = capOf(size, capBp);
  const used = others.reduce((sum, { takes }) => sum + takes, 0);
  const cap = Math.max(whole - used, 0);
  if (whole === 0) return refuse('cap-rounds-to-zero', { pointer: '/content/targets/frame', facts: { size, capBp } });
  if (cap === 0) {
    const names = others.map(({ proposalId }) => proposalId).join('、');
    return refuse('cap-used-up', { pointer: '/content/targets/frame', facts: { size, cap: whole, others: names } });
  }
  if (asked.quantity !== null && asked.quantity > cap) {
    return refuse('quantity-over-cap', { pointer: '/content/quantity', facts: { quantity: asked.quantity, cap, capBp, size, used } });
  }
  return ok(undefined);
};
