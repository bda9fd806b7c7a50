import { chance } from '../../rehearsal/chance.ts';
import { cellName, cellsOf, type Cell } from './cell.ts';
import { crewOf } from './crew.ts';
import type { CellReport, Unfaulted } from './play-cell.ts';

/**
 * Years that between them call everything: the quiet one first, since it is quick, and most cells are played in it; then those in which attempts are void,
 * inspectors short, officers lost, results withheld; one of a city too large for one function, one with a beacon (play-cell).
 */
export const YEARS = ['m10', 'm5', 'y2', 'm14', 'm12', 'b3'] as const;

/** Which part of the matrix is played. */
export interface MatrixOptions {
  readonly seed: string;
  readonly workers: number;
  /** Only cells whose name holds this. */
  readonly only?: string;
  /** Only so many, chosen by the seed. */
  readonly sample?: number;
  readonly onCell?: (row: Row, done: number, of: number) => void;
}

/** A cell with what it came to. */
export interface Row {
  readonly cell: Cell;
  readonly report: CellReport;
}

/** A matrix that was played: all its cells, and those that were run. */
export interface Matrix {
  readonly cells: readonly Cell[];
  readonly rows: readonly Row[];
}

/** Plays the years without faults, makes the cells of the call sites they show, and plays those. */
export const playMatrix = async ({ seed, workers, only = '', sample = Infinity, onCell }: MatrixOptions): Promise<Matrix> => {
  const crew = crewOf(workers);
  try {
    const unfaulted = new Map<string, Unfaulted>();
    for (const [year, played] of await Promise.all(YEARS.map(async (name) => [name, await crew.unfaulted(name)] as const))) unfaulted.set(year, played);
    const cells = cellsOf(new Map([...unfaulted].map(([year, { seen }]) => [year, seen])), seed);
    const chosen = cells
      .filter((cell) => cellName(cell).includes(only))
      .sort((a, b) => chance(seed, 'cell', cellName(a)) - chance(seed, 'cell', cellName(b)))
      .slice(0, sample);
    let done = 0;
    const rows = await Promise.all(
      chosen.map(async (cell): Promise<Row> => {
        const row = { cell, report: await reportOf(crew.cell(cell, endingIn(unfaulted, cell))) };
        done += 1;
        onCell?.(row, done, chosen.length);
        return row;
      }),
    );
    return { cells, rows };
  } finally {
    await crew.rest();
  }
};

const endingIn = (unfaulted: ReadonlyMap<string, Unfaulted>, { year }: Cell): Unfaulted['ending'] => {
  const played = unfaulted.get(year);
  if (played === undefined) throw new Error(`the year ${year} was not played`);
  return played.ending;
};

const reportOf = async (report: Promise<CellReport>): Promise<CellReport> => {
  try {
    return await report;
  } catch (error) {
    return { met: 'not met', wrong: [`the process died of it: ${error instanceof Error ? error.message : String(error)}`] };
  }
};
