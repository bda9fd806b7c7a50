import { err, ok, type Result } from '../../kernel/result.ts';
import { ceilDivide, parseRatio } from './ratio.ts';

/** What the number of targets follows from (spec, section 2). `ratio` is `"a/b"`, Bp are ten-thousandths of `capBase`. */
export type QuotaInput = {
  readonly strata: readonly { readonly eligible: number; readonly ratio: string; readonly mandatory: boolean }[];
  readonly quantity?: number | undefined;
  readonly capBase: number;
  readonly capBp: number;
  readonly floorBp: number;
  readonly capUsed: number;
};

/** k per stratum in the order given, with the cap and the floor they respect. */
export type Quota = { readonly k: readonly number[]; readonly cap: number; readonly floor: number };

export type QuotaRefusal = {
  readonly reason:
    | 'bad-ratio'
    | 'floor-above-cap'
    | 'quantity-above-cap'
    | 'quantity-below-floor'
    | 'quantity-above-eligible'
    | 'mandatory-above-cap'
    | 'too-few-for-floor';
  readonly cap: number;
  readonly floor: number;
};

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** Largest remainder: `total` units by `weights`, left-over units to the largest remainders, ties by order. */
export const largestRemainder = (total: bigint, weights: readonly bigint[]): readonly bigint[] => {
  const whole = sum(weights);
  if (total === 0n) return weights.map(() => 0n);
  if (whole === 0n) throw new RangeError('nothing to distribute by');
  const shares = weights.map((weight) => (weight * total) / whole);
  const order = weights
    .map((weight, at) => ({ at, rest: (weight * total) % whole }))
    .sort((x, y) => (x.rest > y.rest ? -1 : x.rest < y.rest ? 1 : x.at - y.at));
  const extra = new Set(order.slice(0, Number(total - sum(shares))).map(({ at }) => at));
  return shares.map((share, at) => (extra.has(at) ? share + 1n : share));
};

/**
 * [GY-13] How many targets each stratum gives, in exact integers: the cap rounds down, the floor rounds up.
 * Refused, and the manifest invalid, where cap, floor, quantity and mandatory strata contradict each other.
 */
export const computeQuota = (input: QuotaInput): Result<Quota, QuotaRefusal> => {
  const capRaw = (BigInt(input.capBase) * BigInt(input.capBp)) / 10_000n - BigInt(input.capUsed);
  const cap = capRaw > 0n ? capRaw : 0n;
  const floor = ceilDivide(BigInt(input.capBase) * BigInt(input.floorBp), 10_000n);
  const refuse = (reason: QuotaRefusal['reason']): Result<Quota, QuotaRefusal> =>
    err({ reason, cap: Number(cap), floor: Number(floor) });
  const accept = (k: readonly bigint[]): Result<Quota, QuotaRefusal> =>
    ok({ k: k.map(Number), cap: Number(cap), floor: Number(floor) });

  if (floor > cap) return refuse('floor-above-cap');
  const eligible = input.strata.map((stratum) => BigInt(stratum.eligible));
  if (input.quantity !== undefined) {
    const quantity = BigInt(input.quantity);
    if (quantity > cap) return refuse('quantity-above-cap');
    if (quantity < floor) return refuse('quantity-below-floor');
    if (quantity > sum(eligible)) return refuse('quantity-above-eligible');
    return accept(largestRemainder(quantity, eligible));
  }

  const ratios = input.strata.map((stratum) => parseRatio(stratum.ratio));
  const k = ratios.map((ratio, h) => (ratio === null ? null : lesser(eligible[h] ?? 0n, ceilDivide((eligible[h] ?? 0n) * ratio.a, ratio.b))));
  if (!k.every((value) => value !== null)) return refuse('bad-ratio');
  const total = sum(k);
  if (total > cap) {
    const isMandatory = input.strata.map((stratum) => stratum.mandatory);
    const fixed = sum(k.filter((_, h) => isMandatory[h]));
    if (fixed > cap) return refuse('mandatory-above-cap');
    const shared = largestRemainder(cap - fixed, k.map((value, h) => (isMandatory[h] ? 0n : value)));
    return accept(k.map((value, h) => (isMandatory[h] ? value : (shared[h] ?? 0n))));
  }
  if (total < floor) {
    const room = k.map((value, h) => (eligible[h] ?? 0n) - value);
    if (sum(room) < floor - total) return refuse('too-few-for-floor');
    const added = largestRemainder(floor - total, room);
    return accept(k.map((value, h) => value + (added[h] ?? 0n)));
  }
  return accept(k);
};

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);
