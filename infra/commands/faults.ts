import { parseArgs } from 'node:util';
import { cellName } from '../simulation/faults/cell.ts';
import { playMatrix, type Row } from '../simulation/faults/matrix.ts';
import { tableOf, unhandledIn } from '../simulation/faults/table.ts';

const USAGE = `npm run faults [-- --seed S] [--only TEXT] [--sample N] [--workers W]

Plays a year for each call of each function and each thing that can go wrong with it.
  --seed S     which of the calls of a site is hit (1)
  --only TEXT  only cells whose name holds it: "steps/batch/freeze", "SendTaskSuccess late"
  --sample N   only so many cells, chosen by the seed
  --workers W  threads, one year each (2)`;

const PROGRESS_MS = 10_000;
const say = (...lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' }, only: { type: 'string' }, sample: { type: 'string' }, workers: { type: 'string', default: '2' }, help: { type: 'boolean', default: false },
  },
});

const tell = ({ cell, report }: Row): void => say(`✗ ${cellName(cell)} (call ${cell.nth} of the year ${cell.year}; ${report.met})`, ...report.wrong.slice(0, 4).map((what) => `    ${what.slice(0, 600)}`));

if (values.help) say(USAGE);
else {
  let told = performance.now();
  const matrix = await playMatrix({
    seed: values.seed,
    workers: Number(values.workers),
    ...(values.only === undefined ? {} : { only: values.only }),
    ...(values.sample === undefined ? {} : { sample: Number(values.sample) }),
    onCell: (row, done, of) => {
      if (row.report.wrong.length > 0) tell(row);
      if (performance.now() - told < PROGRESS_MS) return;
      told = performance.now();
      say(`${done} of ${of} cells`);
    },
  });
  say('', ...tableOf(matrix));
  process.exitCode = unhandledIn(matrix).length === 0 && matrix.rows.length > 0 ? 0 : 1;
}
