import { expect, test } from 'vitest';
import { figuresOf, jointShortage, type Helper, type VisitGroup } from '../../../shared/lottery/seats/joint-shortage.ts';
import { seeded } from './seeded.ts';

/** The most that any set of groups lacks, every set tried: by Hall's condition, what the whole lacks. */
const lackOfEverySet = (groups: readonly VisitGroup[], helpers: readonly Helper[]): number =>
  Math.max(...Array.from({ length: 2 ** groups.length }, (_, set) => figuresOf(groups, helpers, groups.flatMap((_group, at) => (((set >> at) & 1) === 1 ? [at] : []))).short));

test('[BY-4] the groups named are short by as much as any set of groups is, in a thousand small plans', () => {
  const next = seeded(20_260_301);
  let short = 0;
  for (let round = 0; round < 1000; round++) {
    const groups = Array.from({ length: 1 + next(4) }, () => ({ visits: next(6), seats: 2 + next(2) }));
    const helpers = Array.from({ length: next(6) }, () => ({ cap: next(8), groups: groups.flatMap((_, at) => (next(2) === 0 ? [at] : [])) }));
    const found = jointShortage(groups, helpers);
    expect(found?.short ?? 0).toBe(lackOfEverySet(groups, helpers));
    if (found === null) continue;
    short += 1;
    expect(found).toEqual(figuresOf(groups, helpers, found.groups));
  }
  expect(short).toBeGreaterThan(100);
  expect(short).toBeLessThan(1000);
});

test('[BY-4] an officer shared by two regions is not counted twice', () => {
  const groups = [{ visits: 10, seats: 2 }, { visits: 10, seats: 2 }];
  const everywhere = { cap: 15, groups: [0, 1] };
  expect(jointShortage(groups, [everywhere, everywhere])).toEqual({ groups: [0, 1], visits: 20, seats: 40, officers: 2, usable: 30, short: 10 });
  expect([figuresOf(groups, [everywhere, everywhere], [0]).short, figuresOf(groups, [everywhere, everywhere], [1]).short]).toEqual([0, 0]);
});

test('[NR-2] one officer with spare time does not make two at a visit', () => {
  expect(jointShortage([{ visits: 5, seats: 2 }], [{ cap: 100, groups: [0] }])).toMatchObject({ usable: 5, short: 5 });
});
