import { expect, test } from 'vitest';
import { mergeContent } from '../../../shared/plan/merge-content.ts';
import { checkUncounted, visitCapIn, visitCapOf } from '../../../shared/plan/visit-cap.ts';
import type { PlanContent } from '../../../shared/plan/entry.ts';
import type { Year } from '../../../shared/plan/year.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { profileSchema } from '../../../shared/profile/profile.ts';

const capped = profileSchema.parse({ ...guangyuan, visits: { perYear: 2, exempt: ['complaint', 'request'], clause: 'NR-5' } });
const assigned = { uncounted: { kind: 'assigned' as const, reason: '省市场监管局交办' } };

test('[NR-5] the conference sets the cap of the year; a profile’s own holds unless it is lowered', () => {
  expect([visitCapOf(guangyuan, undefined), visitCapOf(guangyuan, 3)]).toEqual([{ ok: true, value: undefined }, { ok: true, value: 3 }]);
  expect([visitCapOf(capped, undefined), visitCapOf(capped, 1)]).toEqual([{ ok: true, value: 2 }, { ok: true, value: 1 }]);
  expect(visitCapOf(capped, 3)).toMatchObject({ ok: false, error: { code: 'visits-over-profile', facts: { asked: 3, most: 2 } } });
});

test('[NR-5] a year has the cap its plan names, and none before it is compiled', () => {
  expect(visitCapIn(undefined)).toBeUndefined();
  expect(visitCapIn({ stage: 'reviewing' } as Year)).toBeUndefined();
  expect(visitCapIn({ stage: 'compiled', entries: [], visitsPerYear: 1 } as unknown as Year)).toBe(1);
});

test('[NR-5] an entry names an exempt kind that the profile knows, where it names any', () => {
  expect(checkUncounted({}, capped).ok).toBe(true);
  expect(checkUncounted(assigned, guangyuan).ok).toBe(true);
  expect(checkUncounted(assigned, capped)).toMatchObject({ ok: false, error: { code: 'kind-not-exempt', pointer: '/content/uncounted/kind' } });
});

test('[NR-5] proposals merged into one are counted unless neither was', () => {
  const content = { items: [], participatingDepartments: [], leadDepartment: '01' } as unknown as PlanContent;
  const kinds = [[assigned, {}], [{}, assigned], [assigned, assigned]].map(([into, from]) => mergeContent({ ...content, ...into }, { ...content, ...from }).uncounted?.kind);
  expect(kinds).toEqual([undefined, undefined, 'assigned']);
});
