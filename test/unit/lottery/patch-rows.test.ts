import { describe, expect, test } from 'vitest';
import { textOf, utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { patchRows } from '../../../shared/lottery/directory/patch-rows.ts';
import { idOf, seeded } from './seeded.ts';

const row = (n: number, stratum = 'A'): string => `${idOf(n)},510802,F5211,${stratum},00000000,0000000000000004,001\n`;
const patched = (rows: readonly string[], changed: readonly string[]): string => textOf(patchRows(utf8(rows.join('')), changed));

describe('rows of a directory that has changed a little', () => {
  test('[GY-11] hold each changed row in its place, those before the first and after the last too', () => {
    expect(patched([row(2), row(4), row(6)], [row(1), row(4, 'C'), row(5), row(9)])).toBe([row(1), row(2), row(4, 'C'), row(5), row(6), row(9)].join(''));
    expect(patched([], [row(3)])).toBe(row(3));
    expect(patched([row(3)], [])).toBe(row(3));
  });

  test('[GY-11] are those of the directory read whole, whatever changed', () => {
    const random = seeded(7);
    for (let trial = 0; trial < 300; trial += 1) {
      const before = new Map(Array.from({ length: random(40) }, () => random(60)).map((n) => [n, row(n)]));
      const changes = new Map(Array.from({ length: random(30) }, () => random(60)).map((n) => [n, row(n, 'B')]));
      const inOrder = (rows: ReadonlyMap<number, string>): string[] => [...rows].sort(([a], [b]) => a - b).map(([, text]) => text);
      expect(patched(inOrder(before), inOrder(changes))).toBe(inOrder(new Map([...before, ...changes])).join(''));
    }
  });
});
