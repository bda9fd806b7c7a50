import { describe, expect, test } from 'vitest';
import { recusalSalt, secretOf } from '../../../shared/draw/freezing/blinding.ts';
import { takenByOthers } from '../../../shared/draw/freezing/cap-ledger.ts';
import { drawItemOf, type ItemGround } from '../../../shared/draw/freezing/draw-item.ts';
import { officersOf, recusalsOf, rowsOf } from '../../../shared/draw/freezing/frozen-lists.ts';
import { inWords } from '../../../shared/draw/record/shortage.ts';
import { computeQuota } from '../../../shared/lottery/manifest/quota.ts';
import { directoryOf } from '../../../shared/plan/cap.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { aTarget, anOfficer } from '../../support/registry-samples.ts';
import { anEntry } from './samples.ts';

const ground = (more: Partial<ItemGround> = {}): ItemGround => ({
  entry: anEntry(), profile: guangyuan, counts: { eligible: new Map([['A', 200]]), capBase: 200 }, taken: { used: 0, earlier: [], pending: 0 },
  excluded: { root: '0'.repeat(64), count: 0 }, reserve: 3, ...more,
});
const drawn = (given: ItemGround): number | string => {
  const item = drawItemOf(given);
  if (!item.ok) return item.error.code;
  const quota = computeQuota(item.value);
  return quota.ok ? quota.value.k.reduce((sum, k) => sum + k, 0) : quota.error.reason;
};

describe('the quota of a manifest', () => {
  test.each([
    ['the ratio while the cap is not reached', ground(), 8],
    ['the plan’s quantity', ground({ entry: anEntry({ quantity: 5 }) }), 5],
    ['a quantity above the cap', ground({ entry: anEntry({ quantity: 30 }) }), 10],
    ['a ratio above the cap', ground({ entry: anEntry({ ratio: '1/2' }) }), 10],
    ['what earlier draws left', ground({ taken: { used: 7, earlier: ['a'.repeat(64)], pending: 0 } }), 3],
    ['what draws under way will leave', ground({ taken: { used: 0, earlier: [], pending: 8 } }), 2],
    ['an explicit limit with its ground', ground({ entry: anEntry({ ratio: '1/5', exceedance: { ground: 'key-area', limitBp: 2000, reason: '重点领域专项要求' } }) }), 40],
    ['nothing left', ground({ taken: { used: 10, earlier: ['a'.repeat(64)], pending: 0 } }), 'nothing-to-draw'],
    ['nobody eligible', ground({ counts: { eligible: new Map(), capBase: 0 } }), 'nothing-to-draw'],
  ])('[GY-13] %s', (_, given, expected) => {
    expect(drawn(given)).toBe(expected);
  });

  test('[DZ-3] at least the profile’s floor is drawn', () => {
    const profile = { ...guangyuan, draw: { ...guangyuan.draw, floor: { bp: 300, clause: 'DZ-3' } } };
    expect(drawn(ground({ profile, entry: anEntry({ ratio: '1/100' }) }))).toBe(6);
    expect(drawn(ground({ profile, entry: anEntry({ quantity: 5 }) }))).toBe(6);
    expect(drawn(ground({ profile, taken: { used: 0, earlier: [], pending: 5 } }))).toBe('floor-beyond-cap');
    expect(drawn(ground({ profile, counts: { eligible: new Map([['A', 4]]), capBase: 200 } }))).toBe('floor-beyond-eligible');
  });

  test('[GY-13] a directory is the frame without its last-inspected day, and a batch does not count itself', () => {
    const directory = directoryOf({ status: ['001', '002'], inspectedBefore: '20260101' });
    expect(directory).toBe(directoryOf({ status: ['002', '001'] }));
    const use = (batchId: string, count: number, transcriptHash?: string) => ({ shape: 1 as const, batchId, year: 2026, directory, count, transcriptHash });
    const uses = [use('b1', 4, 'a'.repeat(64)), use('b2', 3), use('b3', 2), { ...use('b4', 9), directory: '{}' }];
    expect(takenByOthers(uses, directory, 'b3')).toEqual({ used: 4, earlier: ['a'.repeat(64)], pending: 3 });
  });
});

describe('the frozen lists', () => {
  const inspector = (n: number, more = {}) => ({ ...anOfficer('01', n, more), firstEntry: 'x', version: 1 });

  test('[NR-2] [NR-4] hold certified officers in service with their certificate’s days, sorted by id, and no assistant', () => {
    const officers = officersOf(
      [inspector(3), inspector(1), inspector(2, { kind: 'assistant' }), inspector(4, { certificate: undefined }), inspector(5, { active: false })],
      guangyuan,
    );
    expect(officers.map(({ id, validFrom, validTo }) => [id, validFrom, validTo])).toEqual([['0100001', '20240101', '20281231'], ['0100003', '20240101', '20281231']]);
    expect(JSON.stringify(officers)).not.toContain('张');
  });

  test('[NR-3] hold whom an officer visited last, if the profile bars twice running', () => {
    const before = [inspector(1, { lastVisited: [aTarget(2).id, aTarget(1).id] })];
    expect(officersOf(before, guangyuan)[0]?.lastVisited).toEqual([aTarget(1).id, aTarget(2).id].sort());
    expect(officersOf(before, { recusal: { ...guangyuan.recusal, neverTwiceRunning: false } })[0]?.lastVisited).toEqual([]);
  });

  test('[NR-3] hold each recusal of these officers once, with a salt and without its ground', () => {
    const officers = officersOf([inspector(1)], guangyuan);
    const of = (officerId: string, recusalId: string) => ({ officerId, targetId: aTarget(1).id, recusalId, ground: 'kinship', reason: '配偶在该企业任职' }) as never;
    const lines = recusalsOf([of('0100001', 'a'), of('0100001', 'b'), of('0200001', 'c')], officers, () => 's'.repeat(32));
    expect(lines).toEqual([{ officerId: '0100001', targetId: aTarget(1).id, salt: 's'.repeat(32) }]);
  });

  test('[BY-1] hold every enterprise as 64 bytes, in one stratum or by credit class', () => {
    const target = { ...aTarget(1, { creditClass: 'C' }), codeOverride: undefined, firstEntry: 'x', version: 1 };
    expect(rowsOf([target], 'none')).toEqual({ ok: true, value: [`${target.id},510802,F5211,A,00000000,0000000000000004,001\n`] });
    expect(rowsOf([target], 'credit')).toMatchObject({ value: [expect.stringContaining(',C,')] });
    expect(rowsOf([{ ...target, region: '51' }], 'none')).toMatchObject({ ok: false, error: { code: 'directory-invalid' } });
  });

  test('[BY-1] have a secret and salts that follow from the key, differ per attempt, and are of their lengths', () => {
    const key = 'ab'.repeat(32);
    const [one, two] = [{ batchId: 'b', drawNo: 1 }, { batchId: 'b', drawNo: 2 }];
    expect(secretOf(key, one)).toBe(secretOf(key, one));
    expect(secretOf(key, one)).not.toBe(secretOf(key, two));
    expect(secretOf(key, one)).toMatch(/^[0-9a-f]{64}$/);
    expect(recusalSalt(key, one, '0100001', 'x')).toMatch(/^[0-9a-f]{32}$/);
    expect(recusalSalt(key, one, '0100001', 'x')).not.toBe(recusalSalt(key, two, '0100001', 'x'));
  });
});

test('[BY-4] a shortage is told in figures and in words a clerk reads', () => {
  const told = inWords({ department: '02', specialty: '特种设备', regions: [{ region: '510802', visits: 12, seats: 24 }], visits: 12, seats: 24, officers: 3, usable: 18, short: 6 });
  expect(told.zh).toBe('部门 02，地区 510802、专业 特种设备：12 次检查需 24 人次，3 名检查人员可承担 18 人次，缺 6 人次。');
  expect(told.en).toBe('Department 02, region 510802, 特种设备: 12 visits need 24 seats, 3 officers can take 18, 6 short.');
});
