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

  const seeds = Array.from({ length: years }, (_, n) => `${seed}-${n + 1}`);
  const began = performance.now();
  console.log(headText());
  let caught = 0;
  let needed = 0;
  for (const defect of chosen) {
    const trial = judgeTrial(await playYears(seeds, defect.name));
    needed = Math.max(needed, trial.years);
    if (trial.outcome === 'caught') caught += 1;
    console.log(rowText(defect, trial));
  }
  const bare = await playYears(seeds.slice(0, needed));
  const broken = bare.years.find(({ breaks }) => breaks.length > 0);
  const minutes = ((performance.now() - began) / 60_000).toFixed(0);
  console.log(`\n${caught} of ${chosen.length} defects caught; without a defect ${broken === undefined ? `${bare.years.length} of the same years held` : `${broken.seed} breaks: ${broken.breaks[0]?.invariant ?? ''}: ${broken.breaks[0]?.what ?? ''}`} (${minutes} min)`);
  if (bare.died !== undefined) console.log(bare.died);
  return caught * 10 >= chosen.length * NINE && broken === undefined && bare.died === undefined ? 0 : 1;
};

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 2;
});
