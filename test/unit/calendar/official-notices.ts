/**
 * The State Council's notices of 2024, 2025 and 2026, typed from their text: 国办发明电〔2023〕7号, 国办发明电〔2024〕12号, 国办发明电〔2025〕7号.
 * Each row: the holiday, its first and last day off, and the Saturdays and Sundays worked in exchange (调休).
 */
export const OFFICIAL_NOTICES = [
  ['元旦', '2024-01-01', '2024-01-01', []],
  ['春节', '2024-02-10', '2024-02-17', ['2024-02-04', '2024-02-18']],
  ['清明节', '2024-04-04', '2024-04-06', ['2024-04-07']],
  ['劳动节', '2024-05-01', '2024-05-05', ['2024-04-28', '2024-05-11']],
  ['端午节', '2024-06-10', '2024-06-10', []],
  ['中秋节', '2024-09-15', '2024-09-17', ['2024-09-14']],
  ['国庆节', '2024-10-01', '2024-10-07', ['2024-09-29', '2024-10-12']],
  ['元旦', '2025-01-01', '2025-01-01', []],
  ['春节', '2025-01-28', '2025-02-04', ['2025-01-26', '2025-02-08']],
  ['清明节', '2025-04-04', '2025-04-06', []],
  ['劳动节', '2025-05-01', '2025-05-05', ['2025-04-27']],
  ['端午节', '2025-05-31', '2025-06-02', []],
  ['国庆节、中秋节', '2025-10-01', '2025-10-08', ['2025-09-28', '2025-10-11']],
  ['元旦', '2026-01-01', '2026-01-03', ['2026-01-04']],
  ['春节', '2026-02-15', '2026-02-23', ['2026-02-14', '2026-02-28']],
  ['清明节', '2026-04-04', '2026-04-06', []],
  ['劳动节', '2026-05-01', '2026-05-05', ['2026-05-09']],
  ['端午节', '2026-06-19', '2026-06-21', []],
  ['中秋节', '2026-09-25', '2026-09-27', []],
  ['国庆节', '2026-10-01', '2026-10-07', ['2026-09-20', '2026-10-10']],
] as const satisfies readonly (readonly [name: string, from: string, to: string, worked: readonly string[]])[];

const MONTHS = (year: number): readonly number[] => [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Every day of 2024 to 2026 in order, as `YYYY-MM-DD`. */
export const DAYS: readonly string[] = [2024, 2025, 2026].flatMap((year) =>
  MONTHS(year).flatMap((length, month) => Array.from({ length }, (_, day) => `${year}-${String(month + 1).padStart(2, '0')}-${String(day + 1).padStart(2, '0')}`)),
);

const OFF = new Set<string>(OFFICIAL_NOTICES.flatMap(([, from, to]) => DAYS.filter((day) => day >= from && day <= to)));
const MADE_UP = new Set<string>(OFFICIAL_NOTICES.flatMap(([, , , worked]) => worked));

/** Whether the notices let people work on the `index`-th of {@link DAYS}; 1 January 2024 was a Monday. */
export const isWorked = (index: number): boolean => {
  const day = DAYS[index] ?? '';
  return MADE_UP.has(day) || (!OFF.has(day) && index % 7 < 5);
};

/** The days that are worked, in order. */
export const WORKED: readonly string[] = DAYS.filter((_, index) => isWorked(index));

/** The `n`-th day worked after `from`, counted on the fingers; undefined beyond 2026. */
export const nthAfter = (from: string, n: number): string | undefined => {
  const next = WORKED.findIndex((day) => day > from);
  return next === -1 ? undefined : WORKED[next + n - 1];
};
