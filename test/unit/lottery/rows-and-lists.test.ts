import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { exclusionLine, parseExcluded } from '../../../shared/lottery/directory/excluded.ts';
import { capBaseFrame, isInFrame } from '../../../shared/lottery/directory/frame.ts';
import { linesToText } from '../../../shared/lottery/encoding/list-text.ts';
import { officerLine, parseOfficers } from '../../../shared/lottery/directory/officers.ts';
import { parseRecusals, recusalLines } from '../../../shared/lottery/directory/recusals.ts';
import { formatRow, isCompactDay, packShards, parseRow } from '../../../shared/lottery/directory/row.ts';
import { checkRows, countRows } from '../../../shared/lottery/directory/snapshot.ts';
import { officerOf } from './rehearse-draw.ts';
import { idOf, rowOf } from './seeded.ts';

const GOOD = '91310115MA1K3F04XL,310115,F5211,A,00000000,0000000000000004,001\n';
const refusalOf = (text: string): string => {
  const row = parseRow(text);
  return row.ok ? 'accepted' : row.error;
};

describe('a row', () => {
  test('is read and written back, 64 characters', () => {
    const row = parseRow(GOOD);
    expect(row.ok && formatRow(row.value)).toEqual({ ok: true, value: GOOD });
    expect(row.ok && formatRow({ ...row.value, region: '31011' })).toEqual({ ok: false, error: 'form' });
  });

  test.each([
    ['91310115MA1K3F04XI,310115,F5211,A,00000000,0000000000000004,001\n', 'form'],
    ['91310115MA1K3F04XL,310115,U5211,A,00000000,0000000000000004,001\n', 'form'],
    ['91310115MA1K3F04XL,310115,F5211,A,00000000,000000000000000A,001\n', 'form'],
    ['91310115MA1K3F04XL,310115,F5211,A,00000000,0000000000000004,001 ', 'form'],
    ['91310115MA1K3F04XL,310115,F5211,A,20250229,0000000000000004,001\n', 'date'],
    ['91310115MA1K3F04XL,310115,F5211,A,20240229,0000000000000004,001\n', 'accepted'],
    ['91310115MA1K3F04XL,310115,F5211,A,00000000,0000000000000004,007\n', 'status'],
    ['91310115MA1K3F04XL,310115,F5211,A,00000000,0000000000000004,000\n', 'status'],
  ])('%j is %s', (text, expected) => {
    expect(refusalOf(text)).toBe(expected);
    expect(checkRows([utf8(text)]).ok).toBe(expected === 'accepted');
  });

  test('has a day that exists', () => {
    expect(['20000229', '19000229', '20260431', '20261301', '20260100', '2026010'].map(isCompactDay)).toEqual([true, false, false, false, false, false]);
  });
});

describe('rows', () => {
  test('ascend strictly by id, also from shard to shard', () => {
    const refusal = (rows: readonly string[]) => {
      const checked = checkRows([utf8(rows.join(''))]);
      return checked.ok ? checked.value : checked.error;
    };
    expect(refusal([rowOf(1), rowOf(2), rowOf(31)])).toBe(3);
    expect(refusal([rowOf(1), rowOf(1)])).toEqual({ reason: 'order', shard: 0, row: 1 });
    expect(refusal([rowOf(2), rowOf(1)])).toEqual({ reason: 'order', shard: 0, row: 1 });
    expect(refusal([`${rowOf(2)}x`])).toMatchObject({ reason: 'shard-size' });
    expect(checkRows([utf8(rowOf(1)), utf8(rowOf(2))])).toMatchObject({ ok: false, error: { reason: 'shard-size', shard: 0 } });
    expect(checkRows([])).toEqual({ ok: true, value: 0 });
    expect(packShards([])).toEqual([]);
  });

  test('are counted for the manifest: statistics, eligible rows, cap base, exclusions without a row', () => {
    const rows = [rowOf(0, { region: '310104' }), rowOf(1, { stratum: 'B', last: '20250601' }), rowOf(2, { status: '003' }), rowOf(3), rowOf(4)];
    const counts = countRows(packShards(rows), { status: ['001'], inspectedBefore: '20250101' }, [{ id: idOf(3), code: 'F' }, { id: idOf(9), code: 'O' }]);
    expect(counts).toEqual({
      directoryStats: [{ region: '310104', stratum: 'A', rows: 1 }, { region: '310115', stratum: 'A', rows: 3 }, { region: '310115', stratum: 'B', rows: 1 }],
      eligible: new Map([['A', 2]]),
      eligibleByRegion: [{ region: '310104', stratum: 'A', rows: 1 }, { region: '310115', stratum: 'A', rows: 1 }],
      capBase: 4,
      unknownExcluded: [idOf(9)],
    });
  });
});

test('a frame holds where all its predicates do; an absent one holds, an empty list for none', () => {
  const row = rowOf(5, { tags: '8000000000000005', last: '20250601' });
  expect(isInFrame({}, row)).toBe(true);
  for (const frame of [{ status: [] }, { regions: [] }, { industries: [] }]) expect(isInFrame(frame, row)).toBe(false);
  expect([isInFrame({ regions: ['44', '3101'] }, row), isInFrame({ regions: ['3102'] }, row)]).toEqual([true, false]);
  expect([isInFrame({ industries: ['F52'] }, row), isInFrame({ industries: ['F520'] }, row)]).toEqual([true, false]);
  expect([isInFrame({ tagsAll: '8000000000000001' }, row), isInFrame({ tagsAll: '0000000000000003' }, row)]).toEqual([true, false]);
  expect([isInFrame({ tagsNone: '0000000000000002' }, row), isInFrame({ tagsNone: '8000000000000000' }, row)]).toEqual([true, false]);
  expect([isInFrame({ inspectedBefore: '20250602' }, row), isInFrame({ inspectedBefore: '20250601' }, row)]).toEqual([true, false]);
  expect(isInFrame({ inspectedBefore: '20000101' }, rowOf(5))).toBe(true);
  expect(capBaseFrame({ status: ['001'], inspectedBefore: '20250601' })).toEqual({ status: ['001'] });
});

test('lists are refused where a line is malformed, unsorted, doubled or cut off', () => {
  const lines = [{ id: idOf(1), code: 'F' as const }, { id: idOf(2), code: 'O' as const }].map(exclusionLine);
  const excluded = (text: string) => {
    const parsed = parseExcluded(text);
    return parsed.ok ? parsed.value.length : `${parsed.error.reason} ${parsed.error.line}`;
  };
  expect([linesToText(lines), '', linesToText(lines.toReversed()), lines.join('\n'), `${lines[0]}X\n`].map(excluded)).toEqual([2, 0, 'order 2', 'newline 2', 'form 1']);

  const officers = (text: string) => {
    const parsed = parseOfficers(text);
    return parsed.ok ? parsed.value.length : `${parsed.error.reason} ${parsed.error.line}`;
  };
  const own = [officerOf(1), officerOf(2)].map(officerLine);
  expect([linesToText(own), linesToText([own[0] ?? '', own[0] ?? '']), linesToText([(own[0] ?? '').replace('{', '{ ')]), linesToText([(own[0] ?? '').replace('"cap":20,', '')])].map(officers)).toEqual([2, 'order 2', 'form 1', 'form 1']);

  const recusals = [{ officerId: 'b', targetId: idOf(1), salt: '0'.repeat(32) }, { officerId: 'a', targetId: idOf(2), salt: '1'.repeat(32) }];
  expect(parseRecusals(linesToText(recusalLines(recusals)))).toEqual({ ok: true, value: recusals.toReversed() });
  expect(parseRecusals(`a,${idOf(2)},${'1'.repeat(31)}\n`)).toEqual({ ok: false, error: { reason: 'form', line: 1 } });
});
