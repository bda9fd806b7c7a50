import { beforeAll, describe, expect, test } from 'vitest';
import { functionEntries } from '../../infra/constructs/bundle.ts';
import { cellName } from '../../infra/simulation/faults/cell.ts';
import { playMatrix, type Matrix } from '../../infra/simulation/faults/matrix.ts';
import { unhandledIn } from '../../infra/simulation/faults/table.ts';

const SAMPLE = 30;
const PATIENCE_MS = 900_000;

describe('the fault matrix', () => {
  let matrix: Matrix;
  beforeAll(async () => void (matrix = await playMatrix({ seed: '1', workers: 2, sample: SAMPLE })), PATIENCE_MS);

  test('has cells for every function of API and workflows, made of the calls that unfaulted years show', () => {
    const called = new Set(matrix.cells.map(({ site }) => site.function));
    expect(functionEntries().filter((entry) => !entry.startsWith('web/') && !called.has(entry))).toEqual([]);
    const names = matrix.cells.map(cellName);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('steps/batch/freeze s3:PutObject snapshots conflict, lasting');
  });

  test('[BY-10] whatever goes wrong with a call, the year ends as it must', () => {
    expect(matrix.rows).toHaveLength(SAMPLE);
    expect(unhandledIn(matrix).map(({ cell, report }) => `${cellName(cell)}: ${report.wrong.join('; ')}`)).toEqual([]);
    // The sample holds several of the ways in which a fault is met.
    expect(new Set(matrix.rows.map(({ report }) => report.met)).size).toBeGreaterThanOrEqual(4);
  });
});
