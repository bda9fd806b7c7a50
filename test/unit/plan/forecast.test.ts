import { describe, expect, test } from 'vitest';
import { localDate } from '../../../shared/kernel/local-date.ts';
import type { ForecastEntry } from '../../../shared/plan/forecast-ground.ts';
import { forecastCells, forecastRows } from '../../../shared/plan/forecast-rows.ts';
import { forecastShortages } from '../../../shared/plan/forecast-shortages.ts';
import { slicesOf } from '../../../shared/plan/month.ts';
import type { Inspector } from '../../../shared/registry/inspector.ts';
import { anOfficer } from '../../support/registry-samples.ts';

const officer = (department: string, n: number, more: Parameters<typeof anOfficer>[2] = {}): Inspector => ({ ...anOfficer(department, n, more), firstEntry: '', version: 1 });
const until = (validTo: string) => ({ certificate: { number: 'H0001', issuer: '四川省人民政府', validFrom: '2024-01-01', validTo } });
const of = (...officers: readonly Inspector[]) => (department: string) => officers.filter((each) => each.department === department);
const entry = (id: string, more: Partial<ForecastEntry> = {}): ForecastEntry => ({
  id, name: `${id} 抽查`, visit: { from: localDate('2026-03-01'), to: localDate('2026-03-31') }, takes: 10, regions: new Map([['510802', 30], ['510811', 10]]),
  parts: [{ department: '01', seats: 2, specialties: [null] }], barred: [], isDrawn: false, ...more,
});

test('a period is cut at the ends of its months', () => {
  expect(slicesOf({ from: localDate('2026-01-30'), to: localDate('2026-03-01') }).map(({ month, days }) => [month, days])).toEqual([['2026-01', 2], ['2026-02', 28], ['2026-03', 1]]);
});

describe('the rows', () => {
  test('[BY-4] visits lie over months by days and over regions by enterprises, and no more than all can fall on one', () => {
    const rows = forecastRows([entry('a', { takes: 40, visit: { from: localDate('2026-03-17'), to: localDate('2026-04-05') } })], of());
    expect(rows.map(({ month, region, visits }) => [month, region, visits.expected, visits.atMost])).toEqual([
      ['2026-03', '510802', 23, 30], ['2026-03', '510811', 7, 10], ['2026-04', '510802', 8, 30], ['2026-04', '510811', 2, 10],
    ]);
  });

  test('[BY-4] entries of one month add up, each named as a cause', () => {
    const [row] = forecastRows([entry('a'), entry('b', { takes: 4 })], of(officer('01', 1, { cap: 5 }), officer('01', 2, { cap: 50 })));
    expect(row).toMatchObject({
      region: '510802', visits: { expected: 11, atMost: 14 }, seats: { expected: 22, atMost: 28 }, officers: 2, usable: { expected: 16, atMost: 19 }, short: { expected: 6, atMost: 9 },
      entries: [{ id: 'a' }, { id: 'b' }],
    });
  });

  test('[NR-4] an officer whose certificate ends within the month is not counted in it', () => {
    const two = entry('a', { visit: { from: localDate('2026-03-01'), to: localDate('2026-04-30') } });
    const rows = forecastRows([two], of(officer('01', 1, until('2026-04-15')), officer('01', 2)));
    expect(rows.filter(({ region }) => region === '510802').map(({ month, officers }) => [month, officers])).toEqual([['2026-03', 2], ['2026-04', 1]]);
  });

  test('[NR-2] assistants are no officers', () => {
    const [row] = forecastRows([entry('a')], of(officer('01', 1), officer('01', 2, { kind: 'assistant' }), officer('01', 3, { active: false })));
    expect(row?.officers).toBe(1);
  });

  test('a cell counts a visit once, however many departments make it', () => {
    const joint = entry('a', { parts: [{ department: '01', seats: 2, specialties: [null] }, { department: '08', seats: 3, specialties: [null] }] });
    const [cell] = forecastCells([joint], forecastRows([joint], of()));
    expect(cell).toEqual({ month: '2026-03', region: '510802', visits: { expected: 8, atMost: 10 }, seats: { expected: 40, atMost: 50 }, short: { expected: 40, atMost: 50 } });
  });
});

describe('what is short', () => {
  test('[BY-4] a draw that would find no complete assignment is named with its regions, its qualification and the number', () => {
    const lift = entry('a', { parts: [{ department: '01', seats: 2, specialties: ['特种设备'] }] });
    const [short, ...others] = forecastShortages([lift], of(officer('01', 1, { specialties: ['特种设备'] }), officer('01', 2)));
    expect(others).toEqual([]);
    expect(short).toMatchObject({ kind: 'draw', certainty: 'expected', month: null, department: '01', specialty: '特种设备', regions: ['510802', '510811'], visits: 10, seats: 20, officers: 1, usable: 10, short: 10, entries: [{ id: 'a' }] });
    expect(short?.zh).toBe('“a 抽查”：部门 01，地区 510802、510811，专业 特种设备，预计 10 次检查需 20 人次，1 名检查人员可承担 10 人次，缺 10 人次。');
    expect(short?.en).toBe('“a 抽查”: department 01, region 510802, 510811, 特种设备: expected 10 visits need 20 seats, 1 officers can take 10, 10 short.');
  });

  test('[BY-4] what suffices as expected and not at worst is told as the worst case', () => {
    const able = [officer('01', 1, { cap: 10 }), officer('01', 2, { cap: 10 }), officer('01', 3, { regions: ['510811'], cap: 3 })];
    expect(forecastShortages([entry('a')], of(...able))).toEqual([]);
    const tight = [officer('01', 1, { cap: 9 }), officer('01', 2, { cap: 9 }), officer('01', 3, { regions: ['510811'], cap: 3 })];
    expect(forecastShortages([entry('a')], of(...tight))).toMatchObject([{ kind: 'draw', certainty: 'worst', regions: ['510802'], visits: 10, seats: 20, usable: 18, short: 2 }]);
  });

  test('[BY-4] entries that fit one by one are short together, and only together', () => {
    const staff = of(officer('01', 1, { cap: 12 }), officer('01', 2, { cap: 12 }));
    expect(forecastShortages([entry('a')], staff)).toEqual([]);
    const found = forecastShortages([entry('a'), entry('b', { takes: 5 })], staff);
    expect(found).toMatchObject([{ kind: 'month', certainty: 'expected', month: '2026-03', visits: 15, seats: 30, usable: 24, short: 6, entries: [{ id: 'a' }, { id: 'b' }] }]);
    expect(forecastShortages([entry('a'), entry('b', { takes: 5, visit: { from: localDate('2026-04-01'), to: localDate('2026-04-30') } })], staff)).toEqual([]);
  });

  test('[NR-4] a certificate that ends before the last day of the visits leaves the draw short', () => {
    expect(forecastShortages([entry('a')], of(officer('01', 1), officer('01', 2, until('2026-03-30'))))).toMatchObject([{ kind: 'draw', certainty: 'expected', officers: 1, short: 10 }]);
  });

  test('[NR-3] enterprises that recusals leave with too few officers are counted by region and never named', () => {
    const barred = [
      { targetId: 'A', region: '510802', officers: new Set(['0100001', '0100002']) },
      { targetId: 'B', region: '510802', officers: new Set(['0100003']) },
      { targetId: 'C', region: '510802', officers: new Set(['0100001', '0100003']) },
    ];
    const found = forecastShortages([entry('a', { barred })], of(officer('01', 1), officer('01', 2), officer('01', 3)));
    expect(found).toMatchObject([{ kind: 'barred', certainty: 'worst', regions: ['510802'], visits: 2, seats: 2, officers: 3, usable: 1, short: 1 }]);
    expect(found[0]?.zh).toContain('有 2 户如被抽中');
    expect(JSON.stringify(found)).not.toMatch(/0100001|"A"/);
  });

  test('an entry that is drawn takes up time, and its own draw is foreseen no more', () => {
    expect(forecastShortages([entry('a', { isDrawn: true })], of())).toEqual([]);
    expect(forecastRows([entry('a', { isDrawn: true })], of())[0]?.seats.expected).toBe(16);
  });
});
