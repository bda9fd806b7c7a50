import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** The days the State Council moved, and nothing of the product's own arithmetic: whoever judges a deadline counts it himself. */
const { holidays, workdays } = published as { readonly holidays: Readonly<Record<string, string>>; readonly workdays: Readonly<Record<string, string>> };

const DAY_MS = 86_400_000;
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const dateAt = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const isWorked = (day: number): boolean => {
  const date = dateAt(day);
  if (date in workdays) return true;
  // Day 0 was a Thursday.
  const weekday = (day + 4) % 7;
  return !(date in holidays) && weekday !== 0 && weekday !== 6;
};

/** The `n`-th working day after `date`, or before it where `n` is below zero. */
export const workingDayFrom = (date: string, n: number): string => {
  let day = dayNumber(date);
  for (let left = Math.abs(n); left > 0; ) {
    day += Math.sign(n);
    if (isWorked(day)) left -= 1;
  }
  return dateAt(day);
};

/** The date `n` calendar days later. */
export const dayFrom = (date: string, n: number): string => dateAt(dayNumber(date) + n);

/** The first moment after a day, as instants are written. */
export const endOfDay = (date: string): string => `${dayFrom(date, 1)}T00:00:00+08:00`;

/** Nine in the morning of a day. */
export const morningOf = (date: string): string => `${date}T09:00:00+08:00`;

/** The moment `hours` before another. */
export const hoursBefore = (at: string, hours: number): string => `${new Date(Date.parse(at) - hours * 3_600_000 + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
