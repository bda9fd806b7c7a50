import { parseArgs } from 'node:util';

/** What `npm run grants` is asked to do. */
export interface GrantsOptions {
  /** Part of the role's name; empty: all roles. */
  readonly only: string;
  readonly jobs: number;
  readonly targets: number;
  readonly help: boolean;
}

/** What the options mean, for people. */
export const HELP = `Takes away one statement of one role after another, and requires that the year then fails and names the denied action.

First a whole year is played unbroken, and for each statement the call is noted that first needs it: one that no other statement of the
role allows. On the way the data are copied at stops where nothing is in flight. Then, for each statement, the last copy before that call
is played on without it. What lies before is what an unbroken year does, since nothing of it needed the statement; so this shows what
playing each year from its beginning would show, in a fraction of the time. A statement that no call needs is superfluous.

Usage: npm run grants -- [options]

  --only TEXT    only roles whose name contains it
  --jobs N       processes side by side (2)
  --targets N    enterprises in the directory (200)
  --help         this text

Ends with status 1 if a statement is not needed, or the year did not fail without it.
`;

/** Reads the command line. Throws a `TypeError` or `RangeError` that says what is wrong. */
export const readOptions = (args: readonly string[]): GrantsOptions => {
  const { values } = parseArgs({
    args: [...args], strict: true, allowPositionals: false,
    options: { only: { type: 'string', default: '' }, jobs: { type: 'string', default: '2' }, targets: { type: 'string', default: '200' }, help: { type: 'boolean', default: false, short: 'h' } },
  });
  return { only: values.only, help: values.help, jobs: wholeNumber('--jobs', values.jobs, 1, 64), targets: wholeNumber('--targets', values.targets, 200, 1_000_000) };
};

const wholeNumber = (name: string, text: string, low: number, high: number): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new RangeError(`${name} ${text}: a whole number from ${low} to ${high}`);
};
