import { faultName, siteName } from './cell.ts';
import type { Matrix, Row } from './matrix.ts';
import type { Met } from './play-cell.ts';

const LETTERS = { absorbed: 'a', told: 't', 'sent again': 's', 'run again': 'r', looked: 'l', 'not met': '?' } as const satisfies Readonly<Record<Met, string>>;

const WORDS = {
  absorbed: 'the function that met it came to its end all the same',
  told: 'a person was told by a problem document, and sent it again',
  'sent again': 'a person got no answer, and sent it again',
  'run again': 'the workflow or the schedule ran it again',
  looked: 'a signal was lost, and the wait looked by itself',
  'not met': 'the call never came',
} as const satisfies Readonly<Record<Met, string>>;

/** The matrix: a line for each call of each function, a column for each fault, a letter for what came of it, `X` where something was wrong. */
export const tableOf = ({ cells, rows }: Matrix): readonly string[] => {
  const faults = [...new Set(rows.map(({ cell }) => faultName(cell.fault)))].sort();
  const bySite = Map.groupBy(rows, ({ cell }) => siteName(cell.site));
  const width = Math.max(0, ...[...bySite.keys()].map((name) => name.length));
  const letterOf = (row: Row | undefined): string => (row === undefined ? '·' : row.report.wrong.length > 0 ? 'X' : LETTERS[row.report.met]);
  return [
    ...faults.map((fault, column) => `${' '.repeat(width + 2)}${'│ '.repeat(column)}┌ ${fault}`),
    ...[...bySite].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, found]) => `${name.padEnd(width)}  ${faults.map((fault) => letterOf(found.find(({ cell }) => faultName(cell.fault) === fault))).join(' ')}`),
    '',
    ...(Object.keys(LETTERS) as Met[]).map((met) => `${String(rows.filter((row) => row.report.met === met && row.report.wrong.length === 0).length).padStart(6)}  ${LETTERS[met]}  ${WORDS[met]}`),
    `${String(unhandledIn({ rows }).length).padStart(6)}  X  unhandled`,
    '',
    `${rows.length} of ${cells.length} cells run over ${bySite.size} calls, ${unhandledIn({ rows }).length} unhandled`,
  ];
};

/** The cells after which something was wrong. */
export const unhandledIn = ({ rows }: Pick<Matrix, 'rows'>): readonly Row[] => rows.filter(({ report }) => report.wrong.length > 0);
