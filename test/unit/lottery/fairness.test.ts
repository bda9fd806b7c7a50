import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLeastAsUnlikely, hypergeometric, sumOf } from '../../../shared/lottery/fairness/hypergeometric.ts';
import { addShard, fairnessReport, fairnessText, noRowFacts } from '../../../shared/lottery/fairness/fairness.ts';
import type { FairnessReport } from '../../../shared/lottery/fairness/report.ts';
import { ROW_BYTES, rowText } from '../../../shared/lottery/directory/row.ts';
import { isInFrame } from '../../../shared/lottery/directory/frame.ts';
import type { Transcript } from '../../../shared/lottery/types.ts';
import { example, sha256 } from './example.ts';

const choose = (n: number, k: number): bigint => {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 1; i <= k; i += 1) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
};
const exactly = (all: number, marked: number, drawn: number, seen: number): number =>
  Number((choose(marked, seen) * choose(all - marked, drawn - seen) * 10n ** 18n) / choose(all, drawn)) / 1e18;

describe('the chance of a count', () => {
  const small = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(60)).map(([all, marked, drawn]) => ({ all, marked: Math.min(marked, all), drawn: Math.min(drawn, all) }));

  test('is the binomial formula’s, for every count of small draws', () => {
    fc.assert(
      fc.property(small, ({ all, marked, drawn }) => {
        const { from, chances } = hypergeometric(all, marked, drawn);
        for (let seen = 0; seen <= drawn; seen += 1) expect(chances[seen - from] ?? 0).toBeCloseTo(exactly(all, marked, drawn, seen), 12);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  test('adds up to one in a draw of ten million, and its mean is drawn × marked ÷ all', () => {
    const { from, chances } = hypergeometric(10_000_000, 2_345_678, 400_000);
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    expect(chances.reduce((sum, chance, i) => sum + chance * (from + i), 0)).toBeCloseTo((400_000 * 2_345_678) / 10_000_000, 4);
  });

  test('of two strata together is that of every pair of counts', () => {
    const both = sumOf(hypergeometric(7, 3, 4), hypergeometric(5, 2, 2));
    for (let seen = 0; seen <= 6; seen += 1) {
      let chance = 0;
      for (let a = 0; a <= seen; a += 1) chance += exactly(7, 3, 4, a) * exactly(5, 2, 2, seen - a);
      expect(both.chances[seen - both.from] ?? 0).toBeCloseTo(chance, 12);
    }
  });

  test('at least as rare as what was seen takes both sides, ties too', () => {
    expect(atLeastAsUnlikely(hypergeometric(10, 5, 4), 2)).toBeCloseTo(1, 12);
    expect(atLeastAsUnlikely(hypergeometric(10, 5, 4), 0)).toBeCloseTo(2 * exactly(10, 5, 4, 0), 12);
    expect(atLeastAsUnlikely(hypergeometric(10, 5, 4), 9)).toBe(0);
  });
});

const e = example();
const [rows = new Uint8Array(0)] = e.shards;
const reportOf = (transcript: Transcript, shards: readonly Uint8Array[]): FairnessReport => {
  const facts = noRowFacts();
  for (const shard of shards) addShard(facts, shard, transcript, e.excluded);
  return fairnessReport(sha256, transcript, facts, e.officers);
};
const dimension = (report: FairnessReport, name: string) => report.dimensions.find((one) => one.dimension === name);

describe('the report of a draw', () => {
  const honest = reportOf(e.transcript, e.shards);

  test('[BY-5] counts every eligible and every drawn row once in each dimension that divides the directory', () => {
    const sum = (name: string, of: 'eligible' | 'drawn'): number => dimension(honest, name)?.categories.reduce((total, one) => total + one[of], 0) ?? 0;
    const eligible = e.manifest.item.strata.reduce((total, one) => total + one.eligible, 0);
    for (const name of ['region', 'industry', 'history']) expect([sum(name, 'eligible'), sum(name, 'drawn')]).toEqual([eligible, e.transcript.drawn.length]);
    const texts = Array.from({ length: rows.length / ROW_BYTES }, (_, row) => rowText(rows, row));
    const excluded = new Set(e.excluded.map(({ id }) => id));
    const inRegion = texts.filter((row) => isInFrame(e.manifest.item.frame, row) && !excluded.has(row.slice(0, 18)) && row.slice(19, 25) === '310101');
    expect(dimension(honest, 'region')?.categories[0]).toMatchObject({ category: '310101', eligible: inRegion.length, drawn: e.transcript.drawn.filter((id) => inRegion.some((row) => row.startsWith(id))).length });
  });

  test('[BY-1] has the same bytes however the rows are cut and in whatever order they come', () => {
    const cut = [rows.subarray(0, 700 * ROW_BYTES), rows.subarray(700 * ROW_BYTES, 701 * ROW_BYTES), rows.subarray(701 * ROW_BYTES)];
    expect(fairnessText(reportOf(e.transcript, cut))).toBe(fairnessText(honest));
    expect(fairnessText(reportOf(e.transcript, cut.toReversed()))).toBe(fairnessText(honest));
  });

  test('calls the honest draw likely, and one that takes a region’s firms only as good as impossible', () => {
    for (const one of honest.dimensions) expect(Number(one.chance)).toBeGreaterThan(0.01);
    const texts = Array.from({ length: rows.length / ROW_BYTES }, (_, row) => rowText(rows, row));
    const excluded = new Set(e.excluded.map(({ id }) => id));
    const favoured = e.manifest.item.strata.flatMap(({ code, k }) =>
      texts.filter((row) => isInFrame(e.manifest.item.frame, row) && !excluded.has(row.slice(0, 18)) && row[32] === code).sort((a, b) => (a.slice(19, 25) < b.slice(19, 25) ? -1 : 1)).slice(0, k).map((row) => row.slice(0, 18)),
    );
    const steered = reportOf({ ...e.transcript, drawn: favoured }, e.shards);
    expect(dimension(steered, 'region')?.chance).toBe('<0.0001');
  });

  test('names the officer who always gets the same kind of firm', () => {
    const stratumOf = new Map(Array.from({ length: rows.length / ROW_BYTES }, (_, row) => rowText(rows, row)).map((row) => [row.slice(0, 18), row[32]]));
    expect(Number(honest.pairing.chance)).toBeGreaterThan(0.01);
    const steered: Transcript = {
      ...e.transcript,
      assignments: e.transcript.assignments.map((part) =>
        'infeasible' in part ? part : { ...part, tasks: part.tasks.map(({ taskId, officers }) => ({ taskId, officers: [stratumOf.get(taskId.slice(0, 18)) === 'C' ? '0100014' : '0100001', officers[1] ?? ''] })) },
      ),
    };
    const { pairing } = reportOf(steered, e.shards);
    expect(pairing.rarest?.officer === '0100014' || pairing.rarest?.officer === '0100001').toBe(true);
    expect(pairing.chance).toMatch(/^<0\.0001$|^0\.00/);
  });
});
