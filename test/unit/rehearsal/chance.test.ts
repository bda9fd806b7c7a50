import { expect, test } from 'vitest';
import { between, bytes32, chance, pick } from '../../../infra/rehearsal/chance.ts';

test('[BY-8] chance belongs to what it is asked about, whatever was asked before', () => {
  const first = [1, 2, 3].map((i) => chance('seed', 'of', i));
  expect([3, 2, 1].map((i) => chance('seed', 'of', i)).reverse()).toEqual(first);
  expect(chance('another seed', 'of', 1)).not.toBe(first[0]);
});

test('parts do not run into each other', () => {
  expect(chance('ab', 'c')).not.toBe(chance('a', 'bc'));
  expect(bytes32('ab', 'c')).not.toBe(bytes32('a', 'bc'));
});

test('every whole number between two ends comes up about equally often, both ends included', () => {
  const counts = new Map<number, number>();
  for (let i = 0; i < 6000; i++) {
    const value = between(3, 8, 'dice', i);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([3, 4, 5, 6, 7, 8]);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('nothing can be picked from an empty list', () => {
  expect(() => pick([], 'x')).toThrow(RangeError);
});
