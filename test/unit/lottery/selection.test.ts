import { describe, expect, test } from 'vitest';
import type { Hasher } from '../../../shared/kernel/hash.ts';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { itemSeed } from '../../../shared/lottery/targets/seeds.ts';
import { drawTargets, mergeAll, mergeLow, type Targets } from '../../../shared/lottery/targets/select-targets.ts';
import { shardCandidates, type Pass } from '../../../shared/lottery/targets/shard-candidates.ts';
import { ticketOf, ticketThreshold } from '../../../shared/lottery/targets/tickets.ts';
import type { DrawItem } from '../../../shared/lottery/types.ts';
import { sha256 } from './example.ts';
import { hexOf, idOf, rowOf, seeded } from './seeded.ts';

const itemOf = (k: number, eligible: number, reserve = 0): DrawItem => ({
  itemId: 'item', frame: {}, excluded: { root: '', count: 0 }, strata: [{ code: 'A', eligible, ratio: '1/1', mandatory: false, k }],
  reserve, capBp: 0, floorBp: 0, capBase: 0, capUsed: 0,
});
const bytesOf = (rows: readonly string[]): Uint8Array => utf8(rows.join(''));
const draw = (item: DrawItem, shards: readonly Uint8Array[], seed = hexOf(1), hasher: Hasher = sha256): Targets => drawTargets(hasher, { item, seed, shards, excluded: [] });
const many = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => rowOf(i, { stratum: 'AB'[i % 2] ?? 'A' }));

describe('the draw of targets', () => {
  const rows = many(400);
  const item: DrawItem = { ...itemOf(20, 200, 5), strata: [{ code: 'B', eligible: 200, ratio: '1/1', mandatory: false, k: 7 }, { code: 'A', eligible: 200, ratio: '1/1', mandatory: false, k: 20 }] };
  const whole = draw(item, [bytesOf(rows)]);

  test('[GY-12] depends neither on the order of the rows nor on how they are split into shards', () => {
    const random = seeded(5);
    const shuffled = rows.map((row) => ({ row, key: random(1e9) })).sort((a, b) => a.key - b.key).map(({ row }) => row);
    expect(draw(item, [bytesOf(shuffled)])).toEqual(whole);
    for (const cut of [1, 137, 399]) expect(draw(item, [bytesOf(rows.slice(cut)), bytesOf(rows.slice(0, cut))])).toEqual(whole);
  });

  test('takes the smallest tickets of each stratum in manifest order, and the next ones as reserve', () => {
    const seed = itemSeed(sha256, hexOf(1), 'item');
    const ranked = (stratum: string): string[] =>
      rows.filter((row) => row[32] === stratum).map((row) => row.slice(0, 18)).map((id) => ({ id, ticket: ticketOf(sha256, seed, id) })).sort((a, b) => (a.ticket < b.ticket ? -1 : 1)).map(({ id }) => id);
    expect(whole.drawn).toEqual([...ranked('B').slice(0, 7), ...ranked('A').slice(0, 20)]);
    expect(whole.reserve).toEqual([{ stratum: 'B', ids: ranked('B').slice(7, 12) }, { stratum: 'A', ids: ranked('A').slice(20, 25) }]);
  });

  test('drawing more keeps everyone drawn before, and promotes the reserve in order', () => {
    const fewer = draw(itemOf(10, 400, 5), [bytesOf(rows.map((row) => row.replace(',B,', ',A,')))]);
    const more = draw(itemOf(15, 400), [bytesOf(rows.map((row) => row.replace(',B,', ',A,')))]);
    expect(more.drawn).toEqual([...fewer.drawn, ...(fewer.reserve[0]?.ids ?? [])]);
  });

  test('no rows, one row, nobody drawn and everybody drawn', () => {
    expect(draw(itemOf(0, 0, 2), [])).toMatchObject({ drawn: [], strata: [{ tau: null }], reserve: [{ ids: [] }] });
    expect(draw(itemOf(1, 1), [bytesOf([rowOf(3)])])).toMatchObject({ drawn: [idOf(3)], strata: [{ tau: ticketOf(sha256, itemSeed(sha256, hexOf(1), 'item'), idOf(3)) }] });
    expect(draw(itemOf(0, 2, 1), [bytesOf([rowOf(3), rowOf(4)])])).toMatchObject({ drawn: [], strata: [{ tau: null }], reserve: [{ ids: [expect.any(String)] }] });
    expect(draw(itemOf(2, 2, 3), [bytesOf([rowOf(3), rowOf(4)])]).drawn.toSorted()).toEqual([idOf(3), idOf(4)]);
  });

  test('passes over excluded rows and rows outside the frame', () => {
    const three = [rowOf(0), rowOf(1), rowOf(2, { status: '003' })];
    const targets = drawTargets(sha256, { item: { ...itemOf(1, 1), frame: { status: ['001'] } }, seed: hexOf(1), shards: [bytesOf(three)], excluded: [{ id: idOf(0), code: 'F' }] });
    expect(targets.drawn).toEqual([idOf(1)]);
  });

  test('the threshold changes the cost, never the result, also where it leaves too few candidates', () => {
    const shard = bytesOf(many(4000).map((row) => row.replace(',B,', ',A,')));
    const large = itemOf(3, 4000, 1);
    const candidates = (pass: Pass, hasher = sha256) => shardCandidates(hasher, { shard, seed: hexOf(2), item: large, excluded: new Set(), pass });
    expect([candidates('low').ranks.length < 300, candidates('all').ranks.length]).toEqual([true, 4000]);
    const drawing = { item: large, seed: hexOf(2) };
    expect(mergeLow(sha256, drawing, [candidates('low')])).toEqual(mergeAll(sha256, drawing, [candidates('all')]));
    // A hash whose tickets are all high: nobody's is low, and a pass without threshold follows.
    const high: Hasher = { ...sha256, hex: (message) => `ffffffff${sha256.hex(message).slice(8)}` };
    expect([candidates('low', high).ranks.length, mergeLow(high, drawing, [candidates('low', high)])]).toEqual([0, undefined]);
    expect(draw(large, [shard], hexOf(2), high).drawn).toHaveLength(3);
  });

  test('equal tickets are ordered by id', () => {
    const coarse: Hasher = { ...sha256, hex: (message) => sha256.hex(message).slice(0, 1).repeat(64) };
    const all = Array.from({ length: 200 }, (_, i) => rowOf(i));
    const seed = itemSeed(coarse, hexOf(1), 'item');
    const expected = all.map((row) => row.slice(0, 18)).map((id) => ticketOf(coarse, seed, id) + id).sort().map((key) => key.slice(64));
    expect(draw(itemOf(50, 200, 9), [bytesOf(all.toReversed())], hexOf(1), coarse)).toMatchObject({ drawn: expected.slice(0, 50), reserve: [{ ids: expected.slice(50, 59) }] });
  });

  test('tickets whose ranks are equal are ordered by what follows in them', () => {
    const alike: Hasher = { ...sha256, hex: (message) => `0000000000000${sha256.hex(message).slice(13)}` };
    const all = Array.from({ length: 60 }, (_, i) => rowOf(i));
    const seed = itemSeed(alike, hexOf(1), 'item');
    const expected = all.map((row) => row.slice(0, 18)).map((id) => ticketOf(alike, seed, id) + id).sort().map((key) => key.slice(64));
    expect(draw(itemOf(20, 60, 9), [bytesOf(all.toReversed())], hexOf(1), alike)).toMatchObject({ drawn: expected.slice(0, 20), reserve: [{ ids: expected.slice(20, 29) }] });
  });

  test('a pass settles nothing that leaves too few for the reserve, or finds more than chance gives', () => {
    const shard = bytesOf(many(4000).map((row) => row.replace(',B,', ',A,')));
    const large = itemOf(3, 4000, 30);
    const drawing = { item: large, seed: hexOf(2) };
    const some = (count: number, pass: Pass = 'all') => shardCandidates(sha256, { shard: shard.subarray(0, count * 64), seed: hexOf(2), item: large, excluded: new Set(), pass });
    expect(mergeLow(sha256, drawing, [some(33)])?.drawn).toHaveLength(3);
    expect(mergeLow(sha256, drawing, [some(32)])).toBeUndefined();
    expect(mergeLow(sha256, drawing, [some(4000)])).toBeUndefined();
    expect(mergeLow(sha256, drawing, [some(4000, 'low')])).toEqual(mergeAll(sha256, drawing, [some(4000)]));
  });

  test('thresholds keep to integers', () => {
    expect(ticketThreshold(0, 0, 0)).toBe(2 ** 32 - 1);
    expect(ticketThreshold(100, 21, 1_000_000)).toBe(Math.ceil((2 ** 32 * (121 + 88 + 64)) / 1_000_000));
    expect(ticketThreshold(5, 5, 20)).toBe(2 ** 32 - 1);
  });

  test('[GY-12] all 120 three-subsets of ten firms are drawn equally often', () => {
    const ten = bytesOf(Array.from({ length: 10 }, (_, i) => rowOf(i)));
    const counts = new Map<string, number>();
    const draws = 24_000;
    for (let n = 0; n < draws; n += 1) {
      const subset = draw(itemOf(3, 10), [ten], hexOf(n)).drawn.toSorted().join();
      counts.set(subset, (counts.get(subset) ?? 0) + 1);
    }
    const expected = draws / 120;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(120);
    // 119 degrees of freedom: one honest draw in a thousand passes 173.6, and the seeds are fixed.
    expect(chiSquare).toBeLessThan(173.6);
  });
});
