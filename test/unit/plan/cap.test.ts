import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capBpOf, checkQuantity, checkRatio, directoryOf, takesOf } from '../../../shared/plan/cap.ts';
import { countBy, countKinds, totalOf } from '../../../shared/plan/census.ts';
import { planRefusals } from '../../../shared/plan/refusals.ts';
import type { Target } from '../../../shared/registry/target.ts';
import { aContent } from '../../support/plan-samples.ts';
import { aTarget } from '../../support/registry-samples.ts';

const CAP = 500;
const exceedance = { ground: 'key-area', limitBp: 800, reason: '安全生产重点领域' } as const;

describe('the ratio', () => {
  test.each([['1/20', undefined], ['50/1000', undefined], ['2/25', exceedance]] as const)('[GY-13] %s is within the cap or the stated limit', (ratio, more) => {
    expect(checkRatio(aContent({ ratio, ...(more ? { exceedance: more } : {}) }), CAP)).toMatchObject({ ok: true });
  });

  test('[GY-13] a hair over 5 % is refused, with clause and numbers', () => {
    expect(checkRatio(aContent({ ratio: '50001/1000000' }), CAP)).toMatchObject({
      ok: false, error: { code: 'ratio-over-cap', pointer: '/content/ratio', facts: { ratio: '50001/1000000', capBp: 500 } },
    });
    expect(planRefusals['ratio-over-cap'].clause).toBe('GY-13');
  });

  test('[GY-13] a ratio over the entry’s own limit is refused', () => {
    expect(checkRatio(aContent({ ratio: '81/1000', exceedance }), CAP)).toMatchObject({ ok: false, error: { code: 'ratio-over-limit', facts: { capBp: 800 } } });
  });

  test('[GY-13] an exceedance without an explicit limit or a reason is no exceedance', () => {
    expect(() => aContent({ exceedance: { ...exceedance, reason: '' } })).toThrow();
    expect(() => aContent({ exceedance: { ...exceedance, limitBp: undefined as unknown as number } })).toThrow();
  });

  test('[GY-13] every ratio is judged exactly, without rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 999_999 }), (a, b) => {
        fc.pre(a <= b);
        expect(checkRatio(aContent({ ratio: `${a}/${b}` }), CAP).ok).toBe(BigInt(a) * 20n <= BigInt(b));
      }),
    );
  });
});

describe('the quantity', () => {
  const facts = (size: number, ...takes: number[]) => ({ strata: new Map([['A', size]]), capBp: CAP, floorBp: 0, others: takes.map((each, i) => ({ proposalId: `2026-0${i + 2}-01`, takes: each })) });

  test('[GY-13] a cap that rounds to zero is refused with the size it rounds from', () => {
    expect(checkQuantity(aContent(), facts(19))).toMatchObject({ ok: false, error: { code: 'cap-rounds-to-zero', facts: { size: 19, capBp: 500 } } });
    expect(checkQuantity(aContent(), facts(20))).toMatchObject({ ok: true });
    expect(checkQuantity(aContent({ ratio: '2/25', exceedance }), facts(13))).toMatchObject({ ok: true });
  });

  test('[GY-13] a quantity over the cap is refused', () => {
    expect(checkQuantity(aContent({ quantity: 5 }), facts(119))).toMatchObject({ ok: true });
    expect(checkQuantity(aContent({ quantity: 6 }), facts(119))).toMatchObject({ ok: false, error: { code: 'quantity-over-cap', facts: { quantity: 6, cap: 5, size: 119 } } });
  });

  test('[GY-13] entries on one directory share its yearly cap', () => {
    expect(checkQuantity(aContent({ quantity: 3 }), facts(200, 4, 3))).toMatchObject({ ok: true });
    expect(checkQuantity(aContent({ quantity: 4 }), facts(200, 4, 3))).toMatchObject({ ok: false, error: { code: 'quantity-over-cap', facts: { cap: 3, used: 7 } } });
    expect(checkQuantity(aContent(), facts(200, 10))).toMatchObject({ ok: false, error: { code: 'cap-used-up', facts: { others: '2026-02-01' } } });
  });

  test('an entry asks for its quantity, or its ratio rounded up, never for more than its cap', () => {
    const held = facts(101);
    expect(takesOf(aContent({ ratio: '1/50' }), held)).toBe(3);
    expect(takesOf(aContent({ ratio: '1/20' }), held)).toBe(5);
    expect(takesOf(aContent({ quantity: 2 }), held)).toBe(2);
    expect(capBpOf(aContent({ exceedance }), CAP)).toBe(800);
  });

  test('[DZ-3] at least the floor is taken, rounded up; a quantity below it, or a floor that no longer fits, is refused with the numbers', () => {
    const floored = (size: number, ...takes: number[]) => ({ ...facts(size, ...takes), floorBp: 300 });
    expect(takesOf(aContent({ ratio: '1/100' }), floored(110))).toBe(4);
    expect(checkQuantity(aContent({ quantity: 4 }), floored(110))).toMatchObject({ ok: true });
    expect(checkQuantity(aContent({ quantity: 3 }), floored(110))).toMatchObject({ ok: false, error: { code: 'quantity-under-floor', facts: { quantity: 3, floor: 4, size: 110 } } });
    expect(checkQuantity(aContent(), floored(110, 2))).toMatchObject({ ok: false, error: { code: 'floor-over-cap', facts: { floor: 4, cap: 3, used: 2 } } });
    expect(checkQuantity(aContent(), floored(39))).toMatchObject({ ok: false, error: { code: 'floor-over-limit', facts: { floor: 2, cap: 1, size: 39 } } });
    expect(planRefusals['quantity-under-floor'].clause).toBe('DZ-3');
  });
});

test('entries are of one directory if their frames admit the same, whatever their order and whenever targets were last inspected', () => {
  expect(directoryOf({ industries: ['F52', 'F51'], inspectedBefore: '20250101' })).toBe(directoryOf({ industries: ['F51', 'F52', 'F51'] }));
  expect(directoryOf({ industries: ['F52'] })).not.toBe(directoryOf({ regions: ['5108'] }));
});

test('[GY-13] the directory is counted by the predicates of the draw, past inspections left aside', () => {
  const stored = (n: number, more: object): Target => ({ ...aTarget(n, more), firstEntry: '0', version: 1 }) as Target;
  const targets = [stored(1, {}), stored(2, { industry: 'F5212' }), stored(3, { status: '002' }), stored(4, { lastInspected: '20250601' }), stored(5, { industry: 'H6210' })];
  const census = { kinds: countKinds(targets, 'none') };
  expect(totalOf(countBy(census, { industries: ['F52'], status: ['001'], inspectedBefore: '20250101' }, 'region'))).toBe(3);
  expect(countBy(census, {}, 'stratum')).toEqual(new Map([['A', 5]]));
  expect(Object.keys(census.kinds)).toHaveLength(4);
});
