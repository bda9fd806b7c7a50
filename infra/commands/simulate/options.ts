import { parseArgs } from 'node:util';

export const USAGE = `npm run simulate -- [--years N] [--seed S] [--from F] [--workers W] [--patience P]
npm run simulate -- --replay SEED [--only JSON]

  --years N     years to play (100)
  --from F      begins with the year of that number (1): what was broken off goes on, and ends with year N all the same
  --seed S      what the years grow from (1): the same seed gives the same years
  --workers W   threads, one year each (2)
  --patience P  stop after so many broken years (5)
  --replay SEED plays one year again and tells its story
  --only JSON   of all that befalls that year, only these decisions`;

/** What is asked of the simulation. */
export type SimulateOptions =
  | { readonly kind: 'help' }
  | { readonly kind: 'replay'; readonly seed: string; readonly only?: ReadonlySet<string> }
  | { readonly kind: 'years'; readonly years: number; readonly from: number; readonly seed: string; readonly workers: number; readonly patience: number };

/** Parses the command line; throws on what it does not know. */
export const simulateOptions = (argv: readonly string[]): SimulateOptions => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      years: { type: 'string', default: '100' }, from: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' }, workers: { type: 'string', default: '2' }, patience: { type: 'string', default: '5' },
      replay: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { kind: 'help' };
  if (values.replay !== undefined) return { kind: 'replay', seed: values.replay, ...(values.only === undefined ? {} : { only: new Set(JSON.parse(values.only) as string[]) }) };
  const [years, from] = [positive('years', values.years), positive('from', values.from)];
  if (from > years) throw new RangeError('--from must not be above --years');
  return { kind: 'years', years, from, seed: values.seed, workers: positive('workers', values.workers), patience: positive('patience', values.patience) };
};

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} must be a whole number above zero`);
  return value;
};
