import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFECTS } from '../simulation/defects/all.ts';
import { plantText } from '../simulation/defects/plant-text.ts';
import { playYears } from './plant/child.ts';
import { HELP, readOptions } from './plant/options.ts';
import { headText, rowText } from './plant/table.ts';
import { judgeTrial } from './plant/trial.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** So many of ten must be caught. */
const NINE = 9;

const main = async (): Promise<number> => {
  const { only, years, seed, help } = readOptions(process.argv.slice(2));
  if (help) {
    console.log(HELP);
    return 0;
  }
  const unknown = only.filter((name) => DEFECTS.every((defect) => defect.name !== name));
  if (unknown.length > 0) throw new Error(`no such defect: ${unknown.join(', ')}`);
  const chosen = DEFECTS.filter(({ name }) => only.length === 0 || only.includes(name));
  for (const defect of chosen) plantText(readFileSync(path.join(ROOT, defect.file), 'utf8'), defect);

  const began = performance.now();
  const bare = await playYears(Array.from({ length: years }, (_, n) => `${seed}-${n + 1}`));
  const broken = bare.years.filter(({ breaks }) => breaks.length > 0);
  const seeds = bare.years.filter(({ breaks }) => breaks.length === 0).map((year) => year.seed);
  console.log(`without a defect ${seeds.length} of ${bare.years.length} years hold`);
  for (const { seed: which, breaks } of broken) console.log(`    ${which}: ${breaks[0]?.invariant ?? ''}: ${(breaks[0]?.what ?? '').split('\n')[0] ?? ''}`);
  if (bare.died !== undefined) throw new Error(bare.died);

  console.log(`\n${headText()}`);
  let caught = 0;
  for (const defect of chosen) {
    const trial = judgeTrial(await playYears(seeds, defect.name));
    if (trial.outcome === 'caught') caught += 1;
    console.log(rowText(defect, trial));
  }
  console.log(`\n${caught} of ${chosen.length} defects caught (${((performance.now() - began) / 60_000).toFixed(0)} min)`);
  return caught * 10 >= chosen.length * NINE && broken.length === 0 ? 0 : 1;
};

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 2;
});
