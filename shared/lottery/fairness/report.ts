import { byBytes } from '../encoding/bytes.ts';
import type { Hex, StratumResult } from '../types.ts';
import { chanceText } from './chance-text.ts';
import { atLeastAsUnlikely, hypergeometric, NOTHING, sumOf, type Distribution } from './hypergeometric.ts';
import type { PairingReport } from './pairing.ts';
import { DIMENSIONS, type Dimension, type Tally } from './tally.ts';

/** One category: how many were eligible, how many drawn, how many to be expected (two decimals), and how likely a difference at least as rare is (four). */
export type CategoryReport = {
  readonly category: string;
  readonly eligible: number;
  readonly drawn: number;
  readonly expected: string;
  readonly chance: string;
};

/** One dimension; `chance` is that of its rarest category, times the number of its categories: how likely one so rare is anywhere in it. */
export type DimensionReport = {
  readonly dimension: Dimension;
  readonly chance: string;
  readonly categories: readonly CategoryReport[];
};

/** What is published beside a draw: who was drawn against what chance gives. Numbers with a point are texts, so that the bytes are canonical. */
export type FairnessReport = {
  readonly spec: 'sj-fairness/1';
  readonly planId: string;
  readonly drawNo: number;
  readonly transcriptHash: Hex;
  readonly strata: readonly StratumCount[];
  readonly dimensions: readonly DimensionReport[];
  readonly pairing: PairingReport;
};

type StratumCount = Pick<StratumResult, 'code' | 'eligible' | 'k'>;

/**
 * Compares who was drawn with who was eligible. Within each stratum every eligible row has the same chance, so the drawn of a category are
 * hypergeometric there, and over all strata their sum: the test is exact. By stratum itself there is nothing to test, the quotas fix it.
 */
export const compareTallies = (strata: readonly StratumCount[], eligible: Tally, drawn: Tally): readonly DimensionReport[] =>
  DIMENSIONS.map((dimension) => {
    const tested = [...eligible[dimension]]
      .sort(([a], [b]) => byBytes(a, b))
      .map(([category, counts]) => testCategory(strata, category, counts, drawn[dimension].get(category) ?? new Map()));
    const open = tested.filter(({ isOpen }) => isOpen);
    return {
      dimension,
      chance: chanceText(open.length === 0 ? 1 : open.length * Math.min(...open.map(({ chance }) => chance))),
      categories: tested.map(({ report }) => report),
    };
  });

interface Tested {
  readonly report: CategoryReport;
  readonly chance: number;
  /** False where the quotas leave chance no room: all are drawn, or none. */
  readonly isOpen: boolean;
}

const testCategory = (strata: readonly StratumCount[], category: string, eligible: ReadonlyMap<string, number>, drawn: ReadonlyMap<string, number>): Tested => {
  let total = 0;
  let seen = 0;
  let expected = 0;
  let distribution: Distribution = NOTHING;
  for (const { code, eligible: all, k } of strata) {
    const marked = eligible.get(code) ?? 0;
    total += marked;
    seen += drawn.get(code) ?? 0;
    if (marked === 0 || k === 0) continue;
    expected += (k * marked) / all;
    distribution = sumOf(distribution, hypergeometric(all, marked, k));
  }
  const chance = atLeastAsUnlikely(distribution, seen);
  return {
    report: { category, eligible: total, drawn: seen, expected: expected.toFixed(2), chance: chanceText(chance) },
    chance,
    isOpen: distribution.chances.length > 1,
  };
};
