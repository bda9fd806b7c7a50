/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. Compares in time order as a string. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

const DAY_MS = 86_400_000;

/** True if `text` is `YYYY-MM-DD` and that day exists. */
export const isLocalDate = (text: string): text is LocalDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0));

/** Parses `YYYY-MM-DD`; throws a `RangeError` on anything else. */
export const localDate = (text: string): LocalDate => {
  if (!isLocalDate(text)) throw new RangeError(`not a calendar date: ${text}`);
  return text;
};

/** The date `days` calendar days later (earlier if negative). */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate;

/** Calendar days from `from` to `to`; negative if `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;

/** 0 Sunday … 6 Saturday. */
export const dayOfWeek = (date: LocalDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** The four-digit year. */
export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** `YYYYMMDD`, the form the draw's rows use. */
export const compactDate = (date: LocalDate): string => date.replaceAll('-', '');

/** The inverse of {@link compactDate}; throws a `RangeError` if the day does not exist. */
export const fromCompactDate = (text: string): LocalDate =>
  localDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
