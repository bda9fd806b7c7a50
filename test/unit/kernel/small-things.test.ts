import { describe, expect, test } from 'vitest';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import { inParallel } from '../../../shared/kernel/in-parallel.ts';
import { refuse, withFacts } from '../../../shared/kernel/refusal.ts';
import { err, ok } from '../../../shared/kernel/result.ts';

test('a result is a value or a reason', () => {
  expect(ok(1)).toEqual({ ok: true, value: 1 });
  expect(err('late')).toEqual({ ok: false, error: 'late' });
  expect(refuse('late', { facts: { days: 3 } })).toEqual({ ok: false, error: { code: 'late', facts: { days: 3 } } });
});

test("a refusal's text takes its facts in, and keeps what it has no fact for", () => {
  expect(withFacts('{yours} of {current}, {other}', { yours: 1, current: 'two' })).toBe('1 of two, {other}');
});

test('an unhandled case of a union throws and shows it', () => {
  expect(() => assertNever({ stage: 'unheard-of' } as never)).toThrow('unheard-of');
});

describe('in parallel', () => {
  test('no more than asked for run at a time, and answers come in order', async () => {
    let running = 0;
    let most = 0;
    const answers = await inParallel([5, 1, 4, 2, 3], 2, async (n) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < n; turn++) await Promise.resolve();
      running--;
      return n * 10;
    });
    expect(answers).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
  });

  test('the first failure rejects, and nothing further is begun', async () => {
    const begun: number[] = [];
    const run = inParallel([1, 2, 3, 4, 5, 6], 2, async (n) => {
      begun.push(n);
      if (n === 2) throw new Error('two');
      await Promise.resolve();
    });
    await expect(run).rejects.toThrow('two');
    expect(begun.length).toBeLessThan(6);
  });

  test('of nothing there is nothing to do', async () => {
    expect(await inParallel([], 4, () => Promise.reject(new Error('called')))).toEqual([]);
  });
});
