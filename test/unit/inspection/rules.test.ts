import { describe, expect, test } from 'vitest';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { openItems } from '../../../shared/inspection/enter-results.ts';
import { METHOD_NAMES } from '../../../shared/inspection/method.ts';
import { asDepartment, ownTask } from '../../../shared/inspection/part-rule.ts';
import { RESULT_CODE_LIST, RESULT_CODES, type ResultCode } from '../../../shared/inspection/result-code.ts';
import { judgeResult, type ResultContent } from '../../../shared/inspection/result-rule.ts';
import { judgeMethod, judgePresence, judgeVisitDay, type Certificate } from '../../../shared/inspection/visit-rule.ts';
import { person } from '../../support/people.ts';
import { aForm, aResultOf } from './samples.ts';

const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string => (result.ok ? 'ok' : result.error.code);
const photo = { sha256: 'c'.repeat(64), name: '照片.jpg', contentType: 'image/jpeg' };
const content = (codes: ResultCode[], more: Partial<ResultContent> = {}): ResultContent => ({ codes, note: '现场情况', followUp: 'order-to-correct', evidence: [], ...more });

describe('the result of an item', () => {
  test('there are fourteen codes, and 05 to 08 and 10 to 12 are those of an enterprise that could not be inspected', () => {
    expect(RESULT_CODE_LIST).toEqual(Object.keys(RESULT_CODES).sort());
    expect(RESULT_CODE_LIST.filter((code) => RESULT_CODES[code].couldNotInspect)).toEqual(['05', '06', '07', '08', '10', '11', '12']);
  });

  test.each(['05', '06', '07', '08', '10', '11', '12'] as const)('[BY-6] %s needs evidence, words do not do', (code) => {
    expect(codeOf(judgeResult(content([code])))).toBe('could-not-inspect-needs-evidence');
    expect(codeOf(judgeResult(content([code], { note: '', evidence: [photo] })))).toBe('ok');
  });

  test.each(['02', '04', '09', '13', '14'] as const)('[BY-6] the problem %s needs words, evidence alone does not do', (code) => {
    expect(codeOf(judgeResult(content([code], { note: ' ', evidence: [photo] })))).toBe('problem-needs-note');
    expect(codeOf(judgeResult(content([code])))).toBe('ok');
  });

  test('[BY-6] "no problem found" needs a ground too', () => {
    expect(codeOf(judgeResult(content(['01'], { note: '', followUp: 'none' })))).toBe('result-needs-ground');
    expect(codeOf(judgeResult(content(['01'], { note: '', followUp: 'none', evidence: [photo] })))).toBe('ok');
  });

  test('[GY-18] a problem that is pending names what follows', () => {
    expect(codeOf(judgeResult(content(['09'], { followUp: 'none' })))).toBe('pending-needs-follow-up');
  });

  test('several codes may stand together, but "no problem" and "activity not found" stand alone and none stands twice', () => {
    expect(codeOf(judgeResult(content(['02', '13'])))).toBe('ok');
    for (const codes of [['01', '02'], ['03', '13'], ['02', '02']] as ResultCode[][]) expect(codeOf(judgeResult(content(codes)))).toBe('codes-contradict');
  });

  test('[BY-6] an item is open until its own result is there', () => {
    expect(openItems(aForm('inspected', { results: [aResultOf('fire-exits', '02')] })).map(({ itemId }) => itemId)).toEqual(['food-sale']);
  });
});

describe('the visit', () => {
  const scheme = { from: localDate('2026-04-01'), to: localDate('2026-05-31') };
  const day = (text: string, today = '2026-04-03') => codeOf(judgeVisitDay(localDate(text), localDate(today), scheme));

  test('[GY-11] lies within the scheme, both ends included, and not before today', () => {
    expect([day('2026-04-02'), day('2026-04-03'), day('2026-05-31'), day('2026-06-01')]).toEqual(['visit-before-today', 'ok', 'ok', 'visit-outside-scheme']);
  });

  test('[GY-15] is organised late where the scheme’s last day is past, rather than never', () => {
    expect([day('2026-06-01', '2026-05-31'), day('2026-06-01', '2026-06-01'), day('2026-05-31', '2026-06-01')]).toEqual(['visit-outside-scheme', 'ok', 'visit-before-today']);
  });

  test('[GY-16] is made on site, in writing or by network; testing and professional bodies only aid one', () => {
    expect(Object.entries(METHOD_NAMES).filter(([, { aid }]) => !aid).map(([method]) => method)).toEqual(['on-site', 'written', 'network']);
    expect(codeOf(judgeMethod('on-site', ['testing', 'professional-body'], ['on-site']))).toBe('ok');
    expect(codeOf(judgeMethod('professional-body', [], ['professional-body']))).toBe('method-is-only-an-aid');
    expect(codeOf(judgeMethod('network', [], ['on-site']))).toBe('method-not-in-plan');
    expect(codeOf(judgeMethod('on-site', ['network'], ['on-site']))).toBe('method-is-no-aid');
  });

  const { tasks } = aForm('organised');
  const present = ['0100001', '0100002', '0200001', '0200002'];
  const certificates = (ends: Record<string, string> = {}): ReadonlyMap<string, Certificate> =>
    new Map(present.map((officerId) => [officerId, { officerId, validFrom: localDate('2026-04-14'), validTo: localDate(ends[officerId] ?? '2026-04-14') }]));
  const judge = (came: readonly string[], on: string, valid = certificates()) => codeOf(judgePresence(tasks, came, localDate(on), valid, 2));

  test('[NR-4] counts a certificate on its first and its last day, and on no other', () => {
    expect(judge(present, '2026-04-14')).toBe('ok');
    expect(judge(present, '2026-04-13')).toBe('certificate-invalid-on-visit-day');
    expect(judge(present, '2026-04-15')).toBe('certificate-invalid-on-visit-day');
  });

  test('[NR-4] refuses an officer the directory holds no certificate for', () => {
    expect(codeOf(judgePresence(tasks, present, localDate('2026-04-14'), new Map(), 2))).toBe('certificate-invalid-on-visit-day');
  });

  test('[NR-2] needs the minimum in each department; one officer named twice is one', () => {
    expect(judge(present.slice(1), '2026-04-14')).toBe('officers-too-few');
    expect(judge(['0100001', '0100001', '0200001', '0200002'], '2026-04-14')).toBe('officers-too-few');
    expect(judge([...present, '0300001'], '2026-04-14')).toBe('officer-not-assigned');
  });
});

describe('who may', () => {
  const form = aForm('inspected');
  test('a department acts on its own part; an outsider has none, and an inspector must have been drawn', () => {
    expect(codeOf(ownTask(form, person('operator', '02'), 'inspection.record'))).toBe('ok');
    expect(codeOf(ownTask(form, person('operator', '03'), 'inspection.record'))).toBe('not-in-visit');
    expect(codeOf(ownTask(form, person('inspector', '02', { officer: '0200001' }), 'inspection.record'))).toBe('ok');
    expect(codeOf(ownTask(form, person('inspector', '02', { officer: '0200003' }), 'inspection.record'))).toBe('officer-not-assigned');
  });

  test('[GY-22] only the head decides on non-disclosure, and only for the own department', () => {
    expect(codeOf(asDepartment(person('head', '01'), 'non-disclosure.decide', '01'))).toBe('ok');
    expect(codeOf(asDepartment(person('operator', '01'), 'non-disclosure.decide', '01'))).toBe('not-own-department');
    expect(codeOf(asDepartment(person('head', '02'), 'non-disclosure.decide', '01'))).toBe('not-own-department');
  });
});
