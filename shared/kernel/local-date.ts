/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. Compares in time order as a string. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

const DAY_MS = 86_400_000;

/** True if `text` is `YYYY-MM-DD` and that day exists. */
export const isLocalDate = (text: string): text is LocalDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
};

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
