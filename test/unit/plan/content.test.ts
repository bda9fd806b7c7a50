import { expect, test } from 'vitest';
import { checkDates } from '../../../shared/plan/check-dates.ts';
import { checkOwners, type OwnerFacts } from '../../../shared/plan/check-owners.ts';
import { parseContent } from '../../../shared/plan/parse-content.ts';
import type { PlanDraft } from '../../../shared/plan/draft.ts';
import { planRefusals } from '../../../shared/plan/refusals.ts';
import { aContent, collecting } from '../../support/plan-samples.ts';

const FIELDS = ['name', 'items', 'targets', 'methods', 'ratio', 'quantity', 'leadDepartment', 'participatingDepartments', 'inspectionDate'] as const;

test.each(FIELDS)('[GY-9] a plan without %s is refused, and the field is named', (field) => {
  const { [field]: _, ...rest } = aContent();
  const refused = parseContent(rest as PlanDraft);
  expect(refused).toMatchObject({ ok: false, error: { code: 'plan-fields-incomplete', errors: [{ pointer: `/content/${field}` }] } });
});

test('[GY-9] a plan with all nine fields is accepted as it is, and several faults are named at once', () => {
  expect(parseContent(aContent() as PlanDraft)).toEqual({ ok: true, value: aContent() });
  expect(parseContent({ ...aContent(), items: [], ratio: '0.05' } as PlanDraft)).toMatchObject({
    ok: false, error: { errors: [{ pointer: '/content/items' }, { pointer: '/content/ratio' }] },
  });
});

test.each(['5%', '0/20', '1/0', '21/20', '01/20', '1/20 '])('[GY-9] the ratio %j is no exact ratio of the directory', (ratio) => {
  expect(parseContent({ ...aContent(), ratio } as PlanDraft)).toMatchObject({ ok: false, error: { errors: [{ pointer: '/content/ratio' }] } });
});

const basis = ['《食品安全法》第一百一十条'];
const facts: OwnerFacts = {
  department: '01',
  departments: new Set(['01', '02', '03']),
  withWorkRules: new Set(['01', '02', '03']),
  items: new Map([
    ['food-sales', { department: '01', basis }], ['fire-safety', { department: '02', basis }], ['baseless', { department: '01', basis: [] }],
  ]),
};
const joint = { items: ['food-sales', 'fire-safety'], participatingDepartments: ['02'] };

test('[GY-14] a joint entry whose lead and participants each own an item is accepted', () => {
  expect(checkOwners(aContent(joint), facts)).toMatchObject({ ok: true });
});

const CASES: readonly (readonly [string, Parameters<typeof aContent>[0], keyof typeof planRefusals, string])[] = [
  ['another department leads than the one that proposes', { leadDepartment: '02' }, 'lead-not-own', 'GY-14'],
  ['the lead is listed as participating too', { participatingDepartments: ['01'] }, 'lead-among-participants', 'GY-14'],
  ['a department takes part twice', { ...joint, participatingDepartments: ['02', '02'] }, 'participant-twice', 'GY-14'],
  ['a department takes part that does not exist', { participatingDepartments: ['99'] }, 'entry-department-unknown', 'GY-14'],
  ['a department takes part without an item of its own', { participatingDepartments: ['03'] }, 'participant-owns-no-item', 'GY-14'],
  ['an item belongs to a department that does not take part', { items: joint.items }, 'item-of-others', 'GY-14'],
  ['the lead owns none of the items', { ...joint, items: ['fire-safety'] }, 'lead-owns-no-item', 'GY-14'],
  ['an item is not on the list', { items: ['unheard-of'] }, 'item-unknown', 'GY-9'],
  ['an item is named twice', { items: ['food-sales', 'food-sales'] }, 'item-twice', 'GY-9'],
  ['an item has no legal basis', { items: ['baseless'] }, 'entry-item-without-basis', 'GS-1'],
];

test.each(CASES)('[GY-14] refused where %s', (_, more, code, clause) => {
  expect(checkOwners(aContent(more), facts)).toMatchObject({ ok: false, error: { code } });
  expect(planRefusals[code].clause).toBe(clause);
});

test('[GY-4] a lead department without work rules cannot submit', () => {
  expect(checkOwners(aContent(), { ...facts, withWorkRules: new Set(['02']) })).toMatchObject({ ok: false, error: { code: 'work-rules-missing', facts: { department: '01' } } });
  expect(planRefusals['work-rules-missing'].clause).toBe('GY-4');
});

test.each([
  ['2026-11-01', '2026-11-20', undefined, 'accepted'],
  ['2026-11-01', '2026-11-21', undefined, 'date-after-finish'],
  ['2026-11-01', '2026-12-10', '2026-12-10', 'accepted'],
  ['2026-11-01', '2026-12-11', '2026-12-10', 'date-after-finish'],
  ['2026-05-01', '2026-06-30', '2026-05-31', 'date-after-finish'],
  ['2025-12-31', '2026-02-01', undefined, 'date-outside-year'],
  ['2026-12-01', '2027-01-05', '2027-01-31', 'date-outside-year'],
  ['2026-05-02', '2026-05-01', undefined, 'date-reversed'],
] as const)('[GY-17] inspecting from %s to %s with special time %s: %s', (from, to, finishBy, verdict) => {
  const content = aContent({ inspectionDate: { from, to }, ...(finishBy === undefined ? {} : { finishBy }) });
  const checked = checkDates(content, collecting);
  expect(checked.ok ? 'accepted' : checked.error.code).toBe(verdict);
});
