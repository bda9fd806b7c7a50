import { describe, expect, test } from 'vitest';
import { checkQuantity, otherEntry, takesOf } from '../../../shared/plan/cap.ts';
import { countBy, countKinds } from '../../../shared/plan/census.ts';
import { checkClasses, ratioIn } from '../../../shared/plan/class-ratios.ts';
import { planContent } from '../../../shared/plan/entry.ts';
import type { Target } from '../../../shared/registry/target.ts';
import { aContent } from '../../support/plan-samples.ts';
import { aTarget } from '../../support/registry-samples.ts';

const CAP = 500;
const CREDIT = { by: 'credit', clause: 'NR-8' } as const;
/** As the national rule has it for an example. */
const BOUNDS = { A: { fromBp: 0, toBp: 500 }, B: { fromBp: 500, toBp: 2000 }, C: { fromBp: 2100, toBp: 6000 }, D: { fromBp: 6100, toBp: 10_000 } };
const HELD = { strata: new Map([['A', 1000], ['B', 100], ['C', 20], ['D', 9]]), capBp: CAP, floorBp: 0, others: [] };
const byClass = (...classes: { code: 'A' | 'B' | 'C' | 'D'; ratio: string; mandatory?: boolean }[]) => aContent({ ratio: '1/100', classes });
const WITHIN = byClass({ code: 'B', ratio: '1/10' }, { code: 'C', ratio: '1/4' }, { code: 'D', ratio: '9/10', mandatory: true });

describe('ratios by credit class', () => {
  test('[NR-8] a class has its own ratio, the others that of the entry', () => {
    expect(['A', 'C', 'D'].map((code) => ratioIn(WITHIN, code))).toEqual([{ ratio: '1/100', mandatory: false }, { ratio: '1/4', mandatory: false }, { ratio: '9/10', mandatory: true }]);
  });

  test('[NR-8] each lies where the profile wants it', () => {
    expect(checkClasses(WITHIN, { ...CREDIT, bounds: BOUNDS })).toEqual({ ok: true, value: undefined });
    const low = byClass({ code: 'B', ratio: '1/10' }, { code: 'C', ratio: '1/5' }, { code: 'D', ratio: '1/1' });
    expect(checkClasses(low, { ...CREDIT, bounds: BOUNDS })).toMatchObject({ ok: false, error: { code: 'class-ratio-outside', facts: { class: 'C', ratio: '1/5', fromBp: 2100, toBp: 6000 } } });
    expect(checkClasses(aContent({ ratio: '1/100' }), { ...CREDIT, bounds: BOUNDS })).toMatchObject({ ok: false, error: { facts: { class: 'B', ratio: '1/100' } } });
    expect(checkClasses(low, CREDIT)).toMatchObject({ ok: true });
  });

  test('[NR-8] are refused where nothing is drawn by class, and beside a quantity', () => {
    expect(checkClasses(WITHIN, { by: 'none', clause: 'GY-13' })).toMatchObject({ ok: false, error: { code: 'classes-not-drawn-by' } });
    expect(checkClasses(aContent({ classes: [{ code: 'D', ratio: '1/1' }], quantity: 4 }), CREDIT)).toMatchObject({ ok: false, error: { code: 'classes-with-quantity', pointer: '/content/quantity' } });
    expect(checkClasses(aContent({ quantity: 4 }), { ...CREDIT, bounds: BOUNDS })).toMatchObject({ ok: false, error: { code: 'quantity-beside-bounds' } });
    expect(checkClasses(aContent({ quantity: 4 }), CREDIT)).toMatchObject({ ok: true });
  });

  test('[NR-8] name each class once, with an exact ratio of at most one, which may be none', () => {
    const parsed = (...classes: object[]): boolean => planContent.safeParse({ ...aContent(), classes }).success;
    expect(parsed({ code: 'A', ratio: '0/1' }, { code: 'D', ratio: '1/1' })).toBe(true);
    expect([parsed(), parsed({ code: 'A', ratio: '1/9' }, { code: 'A', ratio: '1/8' }), parsed({ code: 'E', ratio: '1/9' }), parsed({ code: 'A', ratio: '0.5' }), parsed({ code: 'A', ratio: '3/2' })]).toEqual([false, false, false, false, false]);
  });
});

describe('the cap of a directory drawn by class', () => {
  test('[GY-13] [NR-8] is of the whole directory, whatever the ratio of one class', () => {
    expect(takesOf(WITHIN, HELD)).toBe(10 + 10 + 5 + 9);
    expect(checkQuantity(WITHIN, HELD)).toMatchObject({ ok: true });
    expect(takesOf(byClass({ code: 'A', ratio: '1/2' }), HELD)).toBe(56);
  });

  test('[GY-13] [NR-8] the classes that must stay whole fit in what others have left, or are refused with the numbers', () => {
    const facts = { ...HELD, others: [{ proposalId: '2026-02-01', takes: 48 }] };
    expect(checkQuantity(WITHIN, facts)).toMatchObject({ ok: false, error: { code: 'mandatory-over-cap', facts: { mandatory: 9, cap: 8, used: 48, size: 1129 } } });
    expect(checkQuantity(byClass({ code: 'D', ratio: '8/9', mandatory: true }), facts)).toMatchObject({ ok: true });
  });

  test('[GY-13] [NR-8] what must stay whole of another entry is left to it, in whichever order they are handed in', () => {
    const whole = byClass({ code: 'D', ratio: '1/1', mandatory: true });
    const beside = (first: typeof whole) => ({ ...HELD, others: [otherEntry('2026-02-01', first, HELD)] });
    expect(otherEntry('2026-02-01', whole, HELD)).toEqual({ proposalId: '2026-02-01', takes: 10 + 1 + 1 + 9, whole: { mandatory: 9, cap: 56 } });
    expect(checkQuantity(aContent({ ratio: '1/20' }), beside(whole))).toMatchObject({ ok: false, error: { code: 'takes-from-mandatory', facts: { takes: 56, other: '2026-02-01', mandatory: 9, left: 47 } } });
    expect(checkQuantity(aContent({ quantity: 35 }), beside(whole))).toMatchObject({ ok: true });
    expect(checkQuantity(whole, beside(aContent({ quantity: 47 })))).toMatchObject({ ok: true });
    expect(checkQuantity(whole, beside(aContent({ quantity: 48 })))).toMatchObject({ ok: false, error: { code: 'mandatory-over-cap' } });
  });

  test('[NR-8] where the last inspection bars some, how many must stay whole is left to the draw', () => {
    const rested = aContent({ ratio: '1/1000', classes: [{ code: 'A', ratio: '1/1', mandatory: true }], targets: { description: '一年内未检查的', frame: { inspectedBefore: '20260101' } } });
    expect(checkQuantity(rested, HELD)).toMatchObject({ ok: true });
  });

  test('[NR-8] ratios that take nobody are refused', () => {
    const none = byClass(...(['A', 'B', 'C', 'D'] as const).map((code) => ({ code, ratio: '0/1' })));
    expect(checkQuantity(none, HELD)).toMatchObject({ ok: false, error: { code: 'ratios-take-nothing' } });
  });

  test('[NR-8] is counted by class only where draws are by class', () => {
    const targets = (['A', 'D', 'D'] as const).map((creditClass, n) => ({ ...aTarget(n + 1, { creditClass }), firstEntry: '0', version: 1 }) as Target);
    const strata = (by: 'none' | 'credit') => [...countBy({ kinds: countKinds(targets, by) }, {}, 'stratum')];
    expect([strata('credit'), strata('none')]).toEqual([[['A', 1], ['D', 2]], [['A', 3]]]);
  });
});
