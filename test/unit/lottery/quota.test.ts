import { expect, test } from 'vitest';
import { computeQuota, largestRemainder, type QuotaInput } from '../../../shared/lottery/manifest/quota.ts';

const input = (change: Partial<QuotaInput> = {}): QuotaInput => ({
  strata: [{ eligible: 100, ratio: '1/10', mandatory: false }, { eligible: 50, ratio: '1/5', mandatory: true }],
  capBase: 1000, capBp: 500, floorBp: 0, capUsed: 0, ...change,
});
const outcome = (change: Partial<QuotaInput>): unknown => {
  const quota = computeQuota(input(change));
  return quota.ok ? quota.value.k : quota.error.reason;
};

test('[GY-13] a cap rounds down, a ratio up, and what earlier draws used is gone', () => {
  expect(outcome({})).toEqual([10, 10]);
  expect(outcome({ strata: [{ eligible: 101, ratio: '1/10', mandatory: false }] })).toEqual([11]);
  expect(outcome({ capBase: 399 })).toEqual([9, 10]);
  expect(outcome({ capUsed: 35 })).toEqual([5, 10]);
  expect(outcome({ capUsed: 9999, strata: [{ eligible: 9, ratio: '0/1', mandatory: false }] })).toEqual([0]);
});

test('[GY-13] contradictions are refused, each with its reason', () => {
  expect(outcome({ floorBp: 501 })).toBe('floor-above-cap');
  expect(outcome({ capUsed: 41 })).toBe('mandatory-above-cap');
  expect(outcome({ quantity: 51 })).toBe('quantity-above-cap');
  expect(outcome({ quantity: 9, floorBp: 100 })).toBe('quantity-below-floor');
  expect(outcome({ quantity: 49, strata: [{ eligible: 48, ratio: '1/1', mandatory: false }] })).toBe('quantity-above-eligible');
  expect(outcome({ floorBp: 500, strata: [{ eligible: 49, ratio: '1/10', mandatory: false }] })).toBe('too-few-for-floor');
  expect(outcome({ strata: [{ eligible: 49, ratio: '1/0', mandatory: false }] })).toBe('bad-ratio');
});

test('a floor raises the quotas by what room each stratum has; a quantity ignores what is mandatory', () => {
  expect(outcome({ floorBp: 300 })).toEqual([17, 13]);
  expect(outcome({ quantity: 30 })).toEqual([20, 10]);
  expect(outcome({ quantity: 0, strata: [] })).toEqual([]);
});

test('largest remainders: ties by order, nothing for nothing, exact beyond 2^53', () => {
  expect(largestRemainder(2n, [1n, 1n, 1n])).toEqual([1n, 1n, 0n]);
  expect(largestRemainder(0n, [0n, 0n])).toEqual([0n, 0n]);
  const big = 2n ** 53n - 1n;
  expect(largestRemainder(big, [big, big, 1n]).reduce((sum, share) => sum + share, 0n)).toBe(big);
});
