import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawnBatch } from '../../support/drawn-batch.ts';
import { publicResultOf } from '../../../shared/publication/public-result-of.ts';
import { basisPoints, reconcileForms } from '../../../shared/publication/reconcile-forms.ts';
import { judgeReconciliation } from '../../../shared/publication/reconcile.ts';
import { visitsOf } from '../../../shared/publication/visits-of.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { FORM_STAGES } from '../../../shared/inspection/form.ts';
import { aForm, aResultOf } from '../inspection/samples.ts';

describe('reconciliation', () => {
  test('[GY-21] drawn = published + exempt + open, whatever the forms are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FORM_STAGES), { maxLength: 30 }), fc.nat(5), (stages, unformed) => {
        const counts = reconcileForms(stages.length + unformed, stages.map((stage) => aForm(stage)), {});
        expect(counts.published + counts.exempt + counts.open).toBe(counts.drawn);
        expect(counts.entered).toBeGreaterThanOrEqual(counts.published + counts.exempt);
      }),
    );
  });

  test('[GY-21] a rate says 100 % only when nothing is missing', () => {
    expect([basisPoints(9_999, 10_000), basisPoints(99_999, 100_000), basisPoints(3, 3), basisPoints(0, 0)]).toEqual([9_999, 9_999, 10_000, 0]);
  });

  test('[GY-20] [GY-21] it is complete when nothing is open and every channel has a receipt for each published result', () => {
    const forms = [aForm('published'), aForm('published'), aForm('exempt')];
    const judged = (receipts: Record<string, number>, drawn = 3) => {
      const result = judgeReconciliation(reconcileForms(drawn, forms, receipts));
      return result.ok ? 'complete' : result.error.code;
    };
    expect(judged({ a: 2, b: 2 })).toBe('complete');
    expect(judged({ a: 2, b: 1 })).toBe('receipts-missing');
    expect(judged({ a: 2, b: 2 }, 4)).toBe('batch-not-reconciled');
  });
});

describe('the public result', () => {
  const form = aForm('entered', { results: [aResultOf('food-sale', '01'), aResultOf('fire-exits', '02')], officersPresent: ['0100001', '0100002', '0200001'] });
  const result = publicResultOf(form, drawnBatch(), instant('2026-06-01T10:00:00+08:00'));

  test('[NR-11] has exactly the members of the notice: no note, no evidence, no address, no officer’s directory number', () => {
    expect(Object.keys(result).sort()).toEqual(['authorities', 'completedOn', 'enterprise', 'items', 'officers', 'planName', 'planNo', 'publishedAt', 'shape', 'taskName', 'taskNo', 'type']);
    expect(result.officers.map((officer) => Object.keys(officer).sort())).toEqual([['certificateNo', 'name'], ['certificateNo', 'name'], ['certificateNo', 'name']]);
    expect(JSON.stringify(result)).not.toMatch(/内部备注|0100001|经办人/);
  });

  test('names each item with its authority and its result in words, the lead department first', () => {
    expect(result.authorities).toEqual(['部门01', '部门02']);
    expect(result.items).toEqual([
      { name: '食品销售', authority: '部门01', codes: ['01'], result: '未发现问题' },
      { name: '疏散通道', authority: '部门02', codes: ['01'], result: '未发现问题' },
    ]);
  });
});

test('[NR-3] visits are told in the order they took place, with those who were there', () => {
  const visits = visitsOf([aForm('published', { visitedOn: '2026-04-20' }), aForm('exempt', { visitedOn: '2026-04-10' }), aForm('noticed')]);
  expect(visits.map(({ visitedOn, officers }) => [visitedOn, officers.length])).toEqual([['2026-04-10', 4], ['2026-04-20', 4]]);
});
