import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hasher } from '../../../shared/kernel/hash.ts';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { drawFromShards } from '../../../shared/lottery/targets/draw-from-shards.ts';
import { kernelHasher } from '../../../shared/lottery/providers/kernel.ts';
import { drawTargets } from '../../../shared/lottery/targets/select-targets.ts';
import { countRows } from '../../../shared/lottery/directory/snapshot.ts';
import type { DrawItem, Exclusion, Frame } from '../../../shared/lottery/types.ts';
import { sha256 } from './example.ts';
import { hexOf, idOf, rowOf, seeded } from './seeded.ts';

const kernel = kernelHasher(sha256, 1);

type Directory = { readonly rows: readonly string[]; readonly item: DrawItem; readonly excluded: readonly Exclusion[]; readonly seed: string };

/** A directory of `n` firms in up to four strata, some outside the frame, some excluded, with a quota of each stratum from none to all. */
const directory = (n: number, seed: number): Directory => {
  const random = seeded(seed);
  const rows = Array.from({ length: n }, (_, i) => rowOf(i, { stratum: 'ABCD'[random(4)] ?? 'A', status: `00${1 + random(2)}`, last: random(3) === 0 ? '20250601' : '00000000' }));
  const frame: Frame = random(3) === 0 ? {} : { status: ['001'], ...(random(2) === 0 ? { inspectedBefore: '20250101' } : {}) };
  const excluded = rows.flatMap((row): readonly Exclusion[] => (random(20) === 0 ? [{ id: row.slice(0, 18), code: 'O' }] : []));
  const { eligible } = countRows([utf8(rows.join(''))], frame, excluded);
  const strata = [...eligible].map(([code, all]) => ({ code, eligible: all, ratio: '1/1', mandatory: false, k: random(4) === 0 ? all : random(Math.ceil(all / 10) + 1) }));
  return {
    rows,
    item: { itemId: `item-${seed}`, frame, excluded: { root: '', count: 0 }, strata, reserve: random(4) * 3, capBp: 0, floorBp: 0, capBase: 0, capUsed: 0 },
    excluded,
    seed: hexOf(seed),
  };
};

/** The rows as shards, split anywhere and in another order. */
const shardsOf = (rows: readonly string[], cuts: number, random: (below: number) => number): readonly Uint8Array[] => {
  const places = [0, ...Array.from({ length: cuts }, () => random(rows.length + 1)).sort((a, b) => a - b), rows.length];
  return places.slice(1).map((end, i) => utf8(rows.slice(places[i], end).join(''))).reverse();
};

describe('selection behind the kernel', () => {
  test('[GY-12] draws whom the plain path draws, however the rows are split and in whatever order they come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.nat({ max: 1e6 }), fc.integer({ min: 0, max: 5 }), (n, seed, cuts) => {
        const { rows, ...input } = directory(n, seed);
        const plain = drawTargets(sha256, { ...input, shards: [utf8(rows.join(''))] });
        expect(drawTargets(kernel, { ...input, shards: shardsOf(rows, cuts, seeded(seed)) })).toEqual(plain);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  test('[GY-12] draws whom the plain path draws from 20,000 firms, read one part after another', async () => {
    const { rows, ...input } = directory(20_000, 7);
    const plain = drawTargets(sha256, { ...input, shards: [utf8(rows.join(''))] });
    const read: number[] = [];
    const shards = function* (): Iterable<Uint8Array> {
      for (let at = 0; at < rows.length; at += 7000) {
        read.push(at);
        yield utf8(rows.slice(at, at + 7000).join(''));
      }
    };
    expect(await drawFromShards(kernel, { ...input, shards })).toEqual(plain);
    expect(read).toEqual([0, 7000, 14_000]);
  });

  test('where the thresholds leave too few candidates, the rows are read again without', async () => {
    // Said to be a million, the eligible rows get a threshold that none of a hundred passes.
    const { rows, ...input } = directory(100, 3);
    const few = { ...input, item: { ...input.item, strata: input.item.strata.map((stratum) => ({ ...stratum, eligible: 1e9, k: 2 })), reserve: 0 } };
    let readings = 0;
    const shards = (): readonly Uint8Array[] => {
      readings += 1;
      return [utf8(rows.join(''))];
    };
    expect(await drawFromShards(kernel, { ...few, shards })).toEqual(drawTargets(sha256, { ...few, shards: shards() }));
    expect(readings).toBe(4);
  });

  /** A kernel that spoils the numbers of every block that it has computed. */
  const spoilt = (spoil: (prefixes: Uint32Array, rows: Uint8Array) => void): Hasher => ({
    ...sha256,
    tickets: (count) => (seed, rows, out) => {
      kernel.tickets?.(count)?.(seed, rows, out);
      spoil(out, rows);
    },
  });

  test('[GY-12] a kernel that gives wrong tickets draws nobody: the plain hash decides instead', () => {
    const { rows, ...input } = directory(500, 11);
    const shards = [utf8(rows.join(''))];
    const plain = drawTargets(sha256, { ...input, shards });
    const spoils: readonly ((prefixes: Uint32Array) => void)[] = [
      (prefixes) => void prefixes.fill(0),
      (prefixes) => void prefixes.subarray(0, 1000).reverse(),
      (prefixes) => void prefixes.subarray(0, 1000).forEach((half, i, all) => void (all[i] = ~half)),
      (prefixes) => void prefixes.copyWithin(0, 2, 1000),
    ];
    for (const spoil of spoils) expect(drawTargets(spoilt(spoil), { ...input, shards })).toEqual(plain);
  });

  test('[GY-12] one wrong ticket among those drawn and in reserve is enough, in any stratum, at either end, in its last bit', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => rowOf(i, { stratum: 'AB'[i % 2] ?? 'A' }));
    const strata = ['A', 'B'].map((code) => ({ code, eligible: 2500, ratio: '1/1', mandatory: false, k: 4 }));
    const input = { item: { ...directory(1, 1).item, frame: {}, strata, reserve: 3 }, seed: hexOf(4), excluded: [] };
    const all = utf8(rows.join(''));
    const plain = drawTargets(sha256, { ...input, shards: [all] });
    const named = [...plain.drawn, ...plain.reserve.flatMap(({ ids }) => ids)];
    expect(named).toHaveLength(14);
    let readings = 0;
    const shards = (): readonly Uint8Array[] => {
      readings += 1;
      return [all];
    };
    const lies = (id: string, half: 0 | 1, bit: number) =>
      spoilt((prefixes, some) => {
        const row = Buffer.from(some).indexOf(id, 0, 'latin1') / 64;
        if (Number.isInteger(row) && row >= 0) prefixes[row * 2 + half] = (prefixes[row * 2 + half] ?? 0) ^ bit;
      });
    for (const id of named) {
      for (const [half, bit] of [[0, 1], [1, 0x1000]] as const) {
        readings = 0;
        expect(await drawFromShards(lies(id, half, bit), { ...input, shards })).toEqual(plain);
        expect([id, readings]).toEqual([id, 2]);
      }
    }
    // What follows the 52 bits of the rank is the plain hash's to say anyway.
    readings = 0;
    expect(await drawFromShards(lies(named[0] ?? '', 1, 0x800), { ...input, shards })).toEqual(plain);
    expect(readings).toBe(1);
  });

  test('rows of strata that are not listed are passed over', () => {
    const shards = [utf8([rowOf(0, { stratum: 'Z' }), rowOf(1)].join(''))];
    const { item, ...input } = directory(1, 1);
    const only = { ...item, frame: {}, strata: [{ code: 'A', eligible: 1, ratio: '1/1', mandatory: false, k: 1 }] };
    expect(drawTargets(kernel, { ...input, item: only, excluded: [], shards }).drawn).toEqual([idOf(1)]);
  });
});
