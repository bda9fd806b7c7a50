import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutShards } from '../../../shared/lottery/directory/cut-shards.ts';
import { mergeRuns, type Run } from '../../../shared/lottery/directory/merge-runs.ts';
import { ROW_BYTES } from '../../../shared/lottery/directory/row.ts';

const row = (n: number): string => `${String(n).padStart(18, '0')},510802,F5211,A,00000000,0000000000000004,001\n`;
const bytesOf = (numbers: readonly number[]): Uint8Array => Buffer.from(numbers.map(row).join(''));
const textOf = (parts: readonly Uint8Array[]): string => parts.map((part) => Buffer.from(part).toString()).join('');

/** A run that gives its rows `at` a time. */
const runOf = (numbers: readonly number[], at: number): Run => {
  let from = 0;
  return async () => {
    if (from >= numbers.length) return undefined;
    const piece = bytesOf(numbers.slice(from, from + at));
    from += at;
    return piece;
  };
};

const gathered = async (parts: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> => {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return all;
};

describe('runs of rows', () => {
  test('[BY-1] merge to the rows in order, however they were spread over runs and pieces', async () => {
    const split = fc.uniqueArray(fc.nat(5000), { maxLength: 300 }).chain((ids) => fc.record({ ids: fc.constant(ids), lots: fc.array(fc.nat(40), { minLength: ids.length, maxLength: ids.length }), pieces: fc.integer({ min: 1, max: 9 }) }));
    await fc.assert(
      fc.asyncProperty(split, async ({ ids, lots, pieces }) => {
        const runs = Array.from({ length: 41 }, (_, lot) => ids.filter((_, at) => lots[at] === lot).sort((a, b) => a - b));
        const merged = await gathered(mergeRuns(runs.map((run) => runOf(run, pieces))));
        expect(textOf(merged)).toBe([...ids].sort((a, b) => a - b).map(row).join(''));
      }),
      { numRuns: 60, seed: 18 },
    );
  });

  test('[BY-1] of more rows than a part holds merge without loss', async () => {
    const numbers = Array.from({ length: 40_000 }, (_, n) => n);
    const merged = await gathered(mergeRuns([0, 1, 2].map((rest) => runOf(numbers.filter((n) => n % 3 === rest), 999))));
    expect(merged.length).toBeGreaterThan(2);
    expect(textOf(merged)).toBe(numbers.map(row).join(''));
  });

  test('[BY-1] are refused where one is not ascending, an id comes twice, or a row is torn', async () => {
    await expect(gathered(mergeRuns([runOf([1, 3, 2], 9)]))).rejects.toThrow('out of order');
    await expect(gathered(mergeRuns([runOf([1, 2], 9), runOf([2, 3], 9)]))).rejects.toThrow('out of order');
    await expect(gathered(mergeRuns([async () => bytesOf([1]).subarray(0, 63)]))).rejects.toThrow('within a row');
  });
});

describe('shards', () => {
  test('[BY-1] are cut from parts of any size, each full but the last', async () => {
    const lengths = fc.array(fc.nat(9), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(lengths, fc.integer({ min: 1, max: 7 }), async (parts, size) => {
        let next = 0;
        const given = parts.map((length) => bytesOf(Array.from({ length }, () => (next += 1))));
        const shards = await gathered(cutShards(given, size));
        expect(textOf(shards)).toBe(textOf(given));
        expect(shards.slice(0, -1).every((shard) => shard.length === size * ROW_BYTES)).toBe(true);
        expect(shards.every((shard) => shard.length > 0 && shard.length <= size * ROW_BYTES)).toBe(true);
      }),
      { numRuns: 80, seed: 18 },
    );
  });
});
