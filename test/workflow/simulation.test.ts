import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayCommand, toldShortly } from '../../infra/simulation/run/broken-year.ts';
import { playManyYears, seedsOf } from '../../infra/simulation/run/many-years.ts';
import type { Regression } from '../../infra/simulation/regressions/regression.ts';
import { summed } from '../../infra/simulation/run/tally.ts';
import { yearOfSeed } from '../../infra/simulation/run/year-of-seed.ts';
import { createWorld } from '../../infra/simulation/world/create-world.ts';
import { MISCHIEF } from '../../infra/simulation/people/mischief.ts';
import type { Invariant } from '../../infra/simulation/invariants/invariant.ts';

const YEARS = 100;
const MINUTES = 60_000;

const folder = path.resolve(import.meta.dirname, '../../infra/simulation/regressions');
const regressions = globSync('*.json', { cwd: folder }).sort().map((file) => ({ file, ...(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Regression) }));

test('[GY-1] [GY-8] [GY-24] [BY-7] [BY-8] [BY-10] a hundred years full of faults, crashes and people hold every invariant after each step', { timeout: 20 * MINUTES }, async () => {
  const reports = await playManyYears({ seeds: seedsOf('ci', YEARS), workers: 2, patience: 1 });
  expect(reports.flatMap(({ broken }) => (broken === undefined ? [] : [[...broken.story, replayCommand(broken)].join('\n')]))).toEqual([]);
  expect(reports).toHaveLength(YEARS);

  // That they were full of it: nothing that can befall a year stays out of all hundred, but for the rarest.
  const counts = summed(reports.map((report) => report.counts));
  const never = Object.entries(MISCHIEF).filter(([name, { rate }]) => rate >= 0.02 && counts[`fate: ${name}`] === undefined).map(([name]) => name);
  expect(never).toEqual([]);
  for (const name of ['fate: crash', 'fate: down', 'outcome: attempt void for want of commitments', 'outcome: attempt void for want of reveals', 'outcome: event replaced', 'outcome: event lost-target', 'outcome: event failed', 'outcome: event unfilled', 'outcome: form lost', 'outcome: form exempt', 'outcome: form enteredLate', 'outcome: form organisedLate', 'outcome: proposal withdrawn']) {
    expect(counts, name).toHaveProperty([name]);
  }
});

describe('years that once broke', () => {
  test('are kept', () => expect(regressions.length).toBeGreaterThan(2));

  test.each(regressions)('[BY-10] $file', { timeout: 2 * MINUTES }, async ({ seed, only, found }) => {
    expect(found.length).toBeGreaterThan(30);
    const { breaks, decisions } = await yearOfSeed(seed, { createWorld, ...(only === undefined ? {} : { only: new Set(only) }) });
    expect(breaks).toEqual([]);
    // One that does not befall the year any more proves nothing and wants to be found anew.
    if (only !== undefined) expect(decisions.map(({ id }) => id).sort()).toEqual([...only].sort());
  });
});

describe('a year that breaks', () => {
  /** Holds as long as nobody withdraws from the draw: wrong on purpose, so that there is something to find. */
  const nobodyIsAbsent: Invariant = {
    id: 'nobody-is-absent', clauses: ['BY-2'], en: 'No attempt is ever void.',
    watch: () => (_, { items }) => items.filter(({ sk, after }) => sk.startsWith('ATTEMPT#') && after?.['stage'] === 'void').map(({ pk, sk }) => `${pk} ${sk} is void`),
  };
  const options = { createWorld, invariants: [nobodyIsAbsent] };

  test('replays exactly, and its story shrinks to what broke it', { timeout: 10 * MINUTES }, async () => {
    const seeds = seedsOf('breaks', 30);
    for (const seed of seeds) {
      const first = await yearOfSeed(seed, options);
      if (first.breaks.length === 0) continue;
      const second = await yearOfSeed(seed, options);
      expect(second.breaks).toEqual(first.breaks);
      expect(second.decisions).toEqual(first.decisions);
      expect(second.tally.counts()).toEqual(first.tally.counts());

      const told = await toldShortly(first, options);
      expect(told.breaks[0]?.invariant).toBe('nobody-is-absent');
      expect(told.only.length).toBeLessThanOrEqual(2);
      expect(told.story.join('\n')).toMatch(/✗ nobody-is-absent \[BY-2\]/);
      return;
    }
    throw new Error('none of thirty years had a void attempt');
  });
});
