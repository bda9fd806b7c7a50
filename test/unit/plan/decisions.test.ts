import { describe, expect, test } from 'vitest';
import { instant } from '../../../shared/kernel/instant.ts';
import { checkCompilable } from '../../../shared/plan/compile-rule.ts';
import { checkIssuable } from '../../../shared/plan/issue-rule.ts';
import { missingDepartments } from '../../../shared/plan/missing-departments.ts';
import { numberEntries } from '../../../shared/plan/number-entries.ts';
import { planRefusals } from '../../../shared/plan/refusals.ts';
import { decideReview } from '../../../shared/plan/review-rule.ts';
import type { YearIn } from '../../../shared/plan/year.ts';
import { person } from '../../support/people.ts';
import { aContent, aDraft, anApproved, aSubmitted, collecting, reviewing } from '../../support/plan-samples.ts';

const now = instant('2026-01-10T10:00:00+08:00');
const conference = person('conference');
const government = person('government');

describe('the review', () => {
  test('[GY-7] the conference approves, and the decision names who and when', () => {
    expect(decideReview(aSubmitted('2026-01-01'), { decision: 'approve' }, { person: conference, now })).toMatchObject({
      ok: true, value: { after: { stage: 'approved', reviewedBy: { sub: conference.sub }, reviewedAt: now, version: 3 } },
    });
  });

  test('[GY-7] a return without reasons is refused; with reasons it says them', () => {
    for (const reasons of [undefined, '', '  ']) {
      expect(decideReview(aSubmitted('2026-01-01'), { decision: 'return', reasons }, { person: conference, now })).toMatchObject({ ok: false, error: { code: 'reasons-required' } });
    }
    expect(decideReview(aSubmitted('2026-01-01'), { decision: 'return', reasons: '请补充检查对象范围' }, { person: conference, now })).toMatchObject({
      ok: true, value: { after: { stage: 'returned', reasons: '请补充检查对象范围' } },
    });
  });

  test('[GY-7] a merger joins items and departments under the other’s lead and keeps both authors', () => {
    const guest = aSubmitted('2026-02-01', { content: aContent({ leadDepartment: '02', items: ['fire-safety'], participatingDepartments: ['01', '03'] }) });
    const host = anApproved('2026-01-01');
    expect(decideReview(guest, { decision: 'merge', into: '2026-01-01' }, { person: conference, now, into: host })).toMatchObject({
      ok: true,
      value: {
        after: { stage: 'merged', into: '2026-01-01' },
        host: {
          after: {
            stage: 'approved', mergedFrom: ['2026-02-01'], version: 4, authors: [{ sub: 'operator-01' }, { sub: 'operator-02' }],
            content: { leadDepartment: '01', items: ['food-sales', 'fire-safety'], participatingDepartments: ['02', '03'] },
          },
        },
      },
    });
  });

  test.each([
    ['itself', aSubmitted('2026-02-01')],
    ['a draft', aDraft('2026-01-01')],
    ['one of another year', anApproved('2026-01-01', { year: 2027 })],
    ['nothing', undefined],
  ])('[GY-7] a merger into %s is refused', (_, into) => {
    const refused = decideReview(aSubmitted('2026-02-01'), { decision: 'merge', into: into?.proposalId ?? '2026-09-09' }, { person: conference, now, into });
    expect(refused).toMatchObject({ ok: false, error: { code: 'merge-target-invalid' } });
  });

  test('[GY-7] nobody decides on a proposal they wrote', () => {
    const author = person('conference', '01', { sub: 'operator-01' });
    for (const review of [{ decision: 'approve' }, { decision: 'return', reasons: '不妥当' }] as const) {
      expect(decideReview(aSubmitted('2026-01-01'), review, { person: author, now })).toMatchObject({ ok: false, error: { code: 'review-by-author' } });
    }
    expect(planRefusals['review-by-author'].clause).toBe('GY-7');
  });

  test('[GY-7] what is decided is not decided again, and a draft is not decided at all', () => {
    expect(decideReview(anApproved('2026-01-01'), { decision: 'approve' }, { person: conference, now })).toMatchObject({ ok: false, error: { code: 'review-already-decided' } });
    expect(decideReview(aDraft('2026-01-01'), { decision: 'approve' }, { person: conference, now })).toMatchObject({ ok: false, error: { code: 'proposal-stage' } });
  });
});

describe('compiling', () => {
  test('[GY-7] waits for the end of submissions and for every submitted proposal', () => {
    expect(checkCompilable(collecting, [anApproved('2026-01-01')], now)).toMatchObject({ ok: false, error: { code: 'submissions-still-open' } });
    expect(checkCompilable(reviewing, [anApproved('2026-01-01'), aSubmitted('2026-02-01')], now)).toMatchObject({
      ok: false, error: { code: 'proposals-undecided', facts: { proposals: '2026-02-01' } },
    });
    expect(checkCompilable(reviewing, [aDraft('2026-01-01')], now)).toMatchObject({ ok: false, error: { code: 'plan-empty' } });
    expect(checkCompilable(reviewing, [anApproved('2026-01-01'), aDraft('2026-02-01')], now)).toMatchObject({ ok: true, value: { approved: [{ proposalId: '2026-01-01' }] } });
  });

  test('entries are numbered by inspection date, then by proposal', () => {
    const day = (from: string) => aContent({ inspectionDate: { from, to: '2026-10-30' } });
    const entries = numberEntries(2026, [
      anApproved('2026-03-01', { content: day('2026-05-01') }), anApproved('2026-02-01', { content: day('2026-05-01') }), anApproved('2026-09-01', { content: day('2026-03-01') }),
    ]);
    expect(entries.map(({ proposalId, batchId }) => [proposalId, batchId])).toEqual([
      ['2026-09-01', 'batch-2026-001'], ['2026-02-01', 'batch-2026-002'], ['2026-03-01', 'batch-2026-003'],
    ]);
  });

  test('[GY-14] an entry with participants is joint, one without is the department’s own', () => {
    const joint = anApproved('2026-01-01', { content: aContent({ participatingDepartments: ['02'] }) });
    expect(numberEntries(2026, [joint, anApproved('2026-02-01')]).map(({ scope }) => scope)).toEqual(['joint', 'single']);
  });
});

describe('issuing', () => {
  const compiled: YearIn<'compiled'> = {
    ...reviewing, stage: 'compiled', compiledAt: now, compiledBy: { sub: 'conference-x', name: 'conference' }, entries: [...numberEntries(2026, [anApproved('2026-01-01')])], version: 3,
  };

  test('[GY-7] the government issues what the conference compiled', () => {
    expect(checkIssuable(compiled, [anApproved('2026-01-01')], government)).toMatchObject({ ok: true });
  });

  test.each([
    ['before it is compiled', reviewing, government, 'plan-not-compiled'],
    ['twice', { ...compiled, stage: 'issued', issuedAt: now, issuedBy: { sub: 'government-x', name: 'government' }, documentNo: '广府办发〔2026〕3号' } as const, government, 'plan-already-issued'],
    ['by whoever compiled it', compiled, person('government', undefined, { sub: 'conference-x' }), 'issue-by-compiler'],
    ['by an author of a proposal in it', compiled, person('government', undefined, { sub: 'operator-01' }), 'issue-by-author'],
  ] as const)('[GY-7] a plan is not issued %s', (_, year, by, code) => {
    expect(checkIssuable(year, [anApproved('2026-01-01')], by)).toMatchObject({ ok: false, error: { code } });
    expect(planRefusals[code].clause).toBe('GY-7');
  });
});

test('[GY-6] departments without a submission are missing; a returned one is not, a draft or a withdrawal is', () => {
  const { reviewedAt, reviewedBy, ...approved } = anApproved('2026-02-01');
  const returned = { ...approved, stage: 'returned', reviewedAt, reviewedBy, reasons: '请补充', content: {} } as const;
  expect(missingDepartments(['05', '01', '02', '03', '04'], [aSubmitted('2026-01-01'), returned, aDraft('2026-03-01')])).toEqual(['03', '04', '05']);
});
