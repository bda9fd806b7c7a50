import { describe, expect, test } from 'vitest';
import { form, FORM_STAGES, inspectionIdOf, partsOf } from '../../../shared/inspection/form.ts';
import { FORM_PRIOR } from '../../../shared/inspection/form-store.ts';
import { itemResult } from '../../../shared/inspection/form.ts';
import { aForm, aResultOf } from './samples.ts';

describe('a form', () => {
  test('each stage keeps what the stages before it knew', () => {
    for (const stage of FORM_STAGES) expect(form.safeParse(aForm(stage)).success).toBe(true);
    expect(aForm('noticed')).not.toHaveProperty('visitOn');
    expect(aForm('exempt')).toHaveProperty('enteredOn');
  });

  test('published and exempt are ends: no stage follows them, and neither follows the other', () => {
    const followed = (Object.values(FORM_PRIOR) as (readonly string[])[]).flat().filter((before) => before === 'published' || before === 'exempt');
    expect(followed).toEqual([]);
  });

  test('[BY-6] no result has a default: codes, follow-up and evidence must each be said', () => {
    const whole = aResultOf('food-sale', '01');
    for (const member of ['codes', 'note', 'followUp', 'evidence'] as const) {
      const { [member]: _, ...rest } = whole;
      expect(itemResult.safeParse(rest).success).toBe(false);
    }
    expect(itemResult.safeParse({ ...whole, codes: [] }).success).toBe(false);
    expect(itemResult.safeParse({ ...whole, codes: ['15'] }).success).toBe(false);
  });

  test('an inspection id names batch and target, and nothing else is one', () => {
    expect(partsOf(inspectionIdOf('batch-2026-001', '915108000000000001'))).toEqual({ batchId: 'batch-2026-001', targetId: '915108000000000001' });
    expect(partsOf('batch-2026-001')).toBeUndefined();
  });
});
