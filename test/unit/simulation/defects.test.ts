import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { playYears } from '../../../infra/commands/plant/child.ts';
import { judgeTrial } from '../../../infra/commands/plant/trial.ts';
import { DEFECTS } from '../../../infra/simulation/defects/all.ts';
import { defect } from '../../../infra/simulation/defects/defect.ts';
import { plantText } from '../../../infra/simulation/defects/plant-text.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** One of the record, one of a clock, one of the chain: each shows within the first year. */
const CHEAP = { 'head-not-advanced': 'chains-verify', 'head-apart': 'each-change-audited', 'calendar-days': 'clocks-and-late-marks' } as const;

describe('the defects that can be planted', () => {
  test('are twenty at least, each of another name', () => {
    expect(DEFECTS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(DEFECTS.map(({ name }) => name)).size).toBe(DEFECTS.length);
  });

  test.each(DEFECTS.map((each) => [each.name, each] as const))('%s changes its file, whose text is there exactly once', (_, each) => {
    const source = readFileSync(path.join(ROOT, each.file), 'utf8');
    expect(plantText(source, each)).not.toBe(source);
  });

  test('are refused as stale where their text is gone or stands there twice', () => {
    const one = defect('d', 'GY-1', '', 'f.ts', 'a', 'b');
    expect(() => plantText('c', one)).toThrow('stale: its text is no longer in f.ts');
    expect(() => plantText('a a', one)).toThrow('2 times in f.ts');
  });
});

describe('a trial', () => {
  const year = (...breaks: readonly { readonly invariant: string; readonly what: string }[]) => ({ seed: 's', steps: 7, breaks: breaks.map((each) => ({ ...each, clauses: [] })) });

  test('counts what an invariant says, and a call that the system left unanswered', () => {
    expect(judgeTrial({ isPlanted: true, years: [year(), year({ invariant: 'clocks', what: 'late' })] })).toMatchObject({ outcome: 'caught', years: 2, steps: 14 });
    expect(judgeTrial({ isPlanted: true, years: [year({ invariant: 'nothing-thrown', what: 'Error: x got no answer in 25 tries' })] })).toMatchObject({ outcome: 'caught' });
  });

  test('does not count a defect that does not run, is not loaded, or only fells the simulation', () => {
    expect(judgeTrial({ isPlanted: true, years: [], died: 'SyntaxError' })).toMatchObject({ outcome: 'uncaught', why: 'SyntaxError' });
    expect(judgeTrial({ isPlanted: false, years: [year()] })).toMatchObject({ outcome: 'uncaught', why: 'its file was never loaded' });
    expect(judgeTrial({ isPlanted: true, years: [year({ invariant: 'nothing-thrown', what: 'TypeError' })] })).toMatchObject({ outcome: 'uncaught' });
  });
});

describe('a simulated year', { timeout: 240_000 }, () => {
  test.each(Object.entries(CHEAP))('finds %s', async (name, invariant) => {
    const trial = judgeTrial(await playYears(['plant-1', 'plant-2'], name));
    expect(trial).toMatchObject({ outcome: 'caught', by: { invariant } });
  });
});
