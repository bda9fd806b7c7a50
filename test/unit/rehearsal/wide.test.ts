import { expect, test } from 'vitest';
import { columns, cutTo, padded, widthOf } from '../../../infra/rehearsal/summary/wide.ts';

test('a Chinese character and a full-width mark take two columns, everything else one', () => {
  expect(widthOf('batch-2026-001')).toBe(14);
  expect(widthOf('双随机、一公开')).toBe(14);
  expect(widthOf('（100%）')).toBe(8);
  expect(widthOf('✓ ok')).toBe(4);
});

test('every column of a table begins at the same place on a terminal, whatever its cells are written in', () => {
  const lines = columns([['批次', '名称', '抽取'], ['batch', 'name', 'drawn'], ['b-1', '餐饮服务', '36'], ['b-22', '药', '4']], ['left', 'left', 'right']);
  const startOfSecond = lines.map((line, i) => widthOf(line.slice(0, line.indexOf(['名称', 'name', '餐饮服务', '药'][i] ?? ''))));
  expect(new Set(startOfSecond).size).toBe(1);
  expect(new Set(lines.map(widthOf)).size).toBe(1);
});

test('padding never cuts, and cutting never leaves half a character', () => {
  expect(padded('双随机', 4)).toBe('双随机');
  expect(padded('7', 3, 'right')).toBe('  7');
  expect(cutTo('双随机一公开', 7)).toBe('双随机…');
  expect(cutTo('双随机一公开', 8)).toBe('双随机…');
  expect(cutTo('short', 8)).toBe('short');
});
