import { parseArgs } from 'node:util';

/** What the command was asked for. */
export interface PlantOptions {
  /** Names of defects; all if none is given. */
  readonly only: readonly string[];
  readonly years: number;
  readonly seed: string;
  readonly help: boolean;
}

export const HELP = `npm run plant [-- --only NAME,NAME --years N --seed S]

Plants mistakes in the system's sources while they are loaded, one at a time, and plays simulated years until one of them shows.
  --only NAME,…   only these defects (the names stand in infra/simulation/defects)
  --years N       years to try for each at most (30)
  --seed S        the years are S-1, S-2, … (plant)
Ends with 1 if fewer than nine in ten are caught, or if the same years break without a defect.`;

/** Reads the command line. Throws for an unknown option or no number of years. */
export const readOptions = (args: readonly string[]): PlantOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string', default: '' }, years: { type: 'string', default: '30' }, seed: { type: 'string', default: 'plant' }, help: { type: 'boolean', default: false } },
  });
  const years = Number(values.years);
  if (!Number.isInteger(years) || years < 1) throw new Error(`--years: ${values.years} is no number of years`);
  return { only: values.only.split(',').filter((name) => name !== ''), years, seed: values.seed, help: values.help };
};
