import { describe, expect, test } from 'vitest';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { refuse } from '../../../shared/kernel/refusal.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { BUCKETS, bucketOf } from '../../../shared/registry/bucket.ts';
import { judgeRows } from '../../../shared/registry/judge-rows.ts';
import { certificateCovers, judgeInspector } from '../../../shared/registry/judge-inspector.ts';
import { missingTopics } from '../../../shared/registry/missing-topics.ts';
import { registryRefusals } from '../../../shared/registry/refusals.ts';
import { targetEntry } from '../../../shared/registry/target.ts';
import { lastInspectedAfter, visitedChange, visitedForAfter } from '../../../shared/registry/visited.ts';
import { anOfficer, aTarget, creditCode } from '../../support/registry-samples.ts';

const day = localDate;

describe('a certificate', () => {
  const certificate = { number: 'H010001', issuer: '四川省人民政府', validFrom: day('2024-03-01'), validTo: day('2026-03-31') };

  test('[NR-4] covers a visit only if it is valid on its first and on its last day', () => {
    expect(certificateCovers(certificate, day('2026-03-30'), day('2026-03-31'))).toBe(true);
    expect(certificateCovers(certificate, day('2026-03-31'), day('2026-04-01'))).toBe(false);
    expect(certificateCovers(certificate, day('2024-02-29'), day('2024-03-01'))).toBe(false);
    expect(certificateCovers(undefined, day('2026-03-01'), day('2026-03-01'))).toBe(false);
  });

  test('[NR-4] is good for entry on its last day and not the day after', () => {
    const body = { code: '01', name: '市市场监督管理局', kind: 'enforcing', version: 1 } as const;
    const officer = anOfficer('01', 1, { certificate });
    expect(judgeInspector(officer, body, day('2026-03-31')).ok).toBe(true);
    expect(judgeInspector(officer, body, day('2026-04-01'))).toMatchObject({ error: { code: 'certificate-expired' } });
  });

  test('[NR-2] does not make an officer of somebody of a body that does not enforce', () => {
    for (const kind of ['conference-office', 'government', 'judicial', 'oversight'] as const) {
      const body = { code: '90', name: '联席会议办公室', kind, version: 1 };
      expect(judgeInspector(anOfficer('90', 1), body, day('2026-01-01'))).toMatchObject({ error: { code: 'not-enforcing-body' } });
      expect(judgeInspector(anOfficer('90', 1, { kind: 'assistant' }), body, day('2026-01-01')).ok).toBe(true);
    }
  });
});

describe('a target as entered', () => {
  test('[HT-3] has nature, industry and region, each in its form', () => {
    const { nature: _n, ...noNature } = aTarget(1);
    const { region: _r, ...noRegion } = aTarget(1);
    const refused = [noNature, noRegion, { ...aTarget(1), industry: 'F521' }, { ...aTarget(1), industry: 'U5211' }, { ...aTarget(1), region: '5108' },
      { ...aTarget(1), status: '007' }, { ...aTarget(1), tags: '4' }, { ...aTarget(1), lastInspected: '20250230' }, { ...aTarget(1), id: 'I1510800MA0000000X' }];
    for (const each of refused) expect(targetEntry.safeParse(each).success).toBe(false);
    expect(targetEntry.safeParse({ ...aTarget(1), lastInspected: '20240229' }).success).toBe(true);
  });

  test('lies in one of 256 buckets by the hash of its id', () => {
    expect(BUCKETS).toHaveLength(256);
    expect([BUCKETS[0], BUCKETS[10], BUCKETS[255]]).toEqual(['00', '0a', 'ff']);
    expect(bucketOf('91310115MA1K3F04XL')).toBe('24');
    expect(new Set(Array.from({ length: 5000 }, (_, n) => bucketOf(creditCode(n)))).size).toBe(256);
  });
});

test('[GY-4] without rules all six topics are missing; blank text is none', () => {
  const all = guangyuan.workRules.topics.map(({ id }) => id);
  expect(missingTopics(undefined, guangyuan)).toEqual(all);
  expect(missingTopics({ topics: Object.fromEntries(all.map((id) => [id, id === 'archiving' ? ' \n' : '有规定'])) }, guangyuan)).toEqual(['archiving']);
});

describe('who was there last', () => {
  const visit = (targetId: string, ...officers: string[]) => ({ targetId, visitedOn: day('2026-03-10'), officers });

  test('[NR-3] an officer keeps a target until others of the same department have been there', () => {
    const officer = { officerId: '0100001', lastVisited: ['A', 'B'] };
    expect(visitedChange(officer, [visit('C', '0100001', '0100002')])).toEqual({ added: ['C'], released: [] });
    expect(visitedChange(officer, [visit('A', '0100002', '0100003')])).toEqual({ added: [], released: ['A'] });
    expect(visitedChange(officer, [visit('A', '0200001', '0200002')])).toEqual({ added: [], released: [] });
  });

  test('[NR-3] of several visits to one target the last counts, and marking again changes nothing', () => {
    const visits = [visit('A', '0100001'), visit('A', '0100002'), visit('B', '0100002'), visit('B', '0100001')];
    expect(visitedChange({ officerId: '0100001', lastVisited: ['A'] }, visits)).toEqual({ added: ['B'], released: ['A'] });
    expect(visitedChange({ officerId: '0100001', lastVisited: ['B'] }, visits)).toEqual({ added: [], released: [] });
  });

  test('[NR-3] [SM-4] who came for another department is kept from the target until that department has been there with others', () => {
    const helper = { officerId: '0500001', lastVisited: ['A'] };
    const helping = { ...visit('B', '0200001', '0500001'), helped: new Map([['0500001', '02']]) };
    expect([visitedChange(helper, [helping]), visitedForAfter(helper, [helping])]).toEqual([{ added: ['B'], released: [] }, { B: '02' }]);
    const since = { officerId: '0500001', lastVisited: ['A', 'B'], visitedFor: { B: '02' } };
    expect([visitedChange(since, [visit('B', '0500002')]), visitedForAfter(since, [visit('B', '0500002')])]).toEqual([{ added: [], released: [] }, { B: '02' }]);
    expect([visitedChange(since, [visit('B', '0200002')]), visitedForAfter(since, [visit('B', '0200002')])]).toEqual([{ added: [], released: ['B'] }, {}]);
    // The colleagues at home were last there for their own department, and still were.
    expect(visitedChange({ officerId: '0500002', lastVisited: ['B'] }, [helping])).toEqual({ added: [], released: [] });
    expect(visitedChange({ officerId: '0200002', lastVisited: ['B'] }, [{ ...helping, officers: ['0500001'] }])).toEqual({ added: [], released: ['B'] });
  });

  test('the later day of inspection stays', () => {
    expect(lastInspectedAfter('00000000', visit('A'))).toBe('20260310');
    expect(lastInspectedAfter('20260311', visit('A'))).toBe('20260311');
  });
});

test('a bulk is refused with the code of its first faulty row and a pointer to each', () => {
  const judge = (n: number) => (n > 1 ? refuse('item-without-basis', { pointer: '/basis' }) : ok(n));
  expect(judgeRows([0, 1], String, judge)).toMatchObject({ ok: true, value: [{ id: '0', pointer: '/rows/0', value: 0 }, { id: '1' }] });
  expect(judgeRows([0, 2, 1, 3], String, judge)).toEqual({
    ok: false,
    error: { code: 'item-without-basis', errors: [{ pointer: '/rows/1/basis', detail: 'item-without-basis: 2' }, { pointer: '/rows/3/basis', detail: 'item-without-basis: 3' }] },
  });
});

test('every refusal of the registry speaks Chinese and English', () => {
  for (const [code, text] of Object.entries(registryRefusals)) {
    expect({ code, zh: /\p{Script=Han}/u.test(text.zh), en: /[a-z]/.test(text.en) }).toEqual({ code, zh: true, en: true });
  }
});
