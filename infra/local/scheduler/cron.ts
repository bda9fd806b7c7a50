import type { TimeZone } from './time-zone.ts';

/** A calendar day. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 Sunday … 7 Saturday, as cron counts. */
  readonly weekday: number;
  readonly lastDay: number;
}

interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly matchesDay: (day: Day) => boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;
/** A day that comes only on 29 February can be eight years away. */
const MOST_DAYS_AHEAD = 366 * 9;

/**
 * The moments of the six fields of a scheduler's cron expression (minutes, hours, day of month, month, day of week, year; with `L`, `W` and `#`)
 * on the wall clock of `zone`: given a time in milliseconds, the first moment after it, or `undefined` if there is none any more.
 * Throws a `RangeError` for fields that cannot be read.
 */
export const cronMoments = (fields: string, zone: TimeZone): ((afterMs: number) => number | undefined) => {
  const cron = parse(fields);
  return (afterMs) => {
    const start = zone.wallTime(afterMs);
    const firstDay = Date.UTC(start.year, start.month - 1, start.day);
    for (let ahead = 0; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
      const day = dayOf(firstDay + ahead * 86_400_000);
      if (!cron.matchesDay(day)) continue;
      for (const hour of cron.hours) {
        for (const minute of cron.minutes) {
          const moment = zone.moment({ ...day, hour, minute });
          if (moment !== undefined && moment > afterMs) return moment;
        }
      }
    }
    return undefined;
  };
};

const dayOf = (utcMs: number): Day => {
  const date = new Date(utcMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return { year, month, day: date.getUTCDate(), weekday: date.getUTCDay() + 1, lastDay: new Date(Date.UTC(year, month, 0)).getUTCDate() };
};

const parse = (text: string): Cron => {
  const fields = text.trim().split(/\s+/);
  const [minutes = '', hours = '', monthDay = '', month = '', weekday = '', year = ''] = fields;
  if (fields.length !== 6) throw new RangeError(`a cron expression has six fields: ${text}`);
  if ((monthDay === '?') === (weekday === '?')) throw new RangeError(`one of day of month and day of week must be ?: ${text}`);
  const months = numbers(month, 1, 12, MONTHS);
  const years = year === '*' ? undefined : numbers(year, 1970, 2199);
  const fits = monthDay === '?' ? weekdayRule(weekday) : monthDayRule(monthDay);
  return {
    minutes: numbers(minutes, 0, 59),
    hours: numbers(hours, 0, 23),
    matchesDay: (day) => months.includes(day.month) && (years === undefined || years.includes(day.year)) && fits(day),
  };
};

const numbers = (field: string, low: number, high: number, names: readonly string[] = []): readonly number[] => {
  const read = (text: string): number => {
    const named = names.indexOf(text.toUpperCase());
    const value = named >= 0 ? named + low : Number(text);
    if (text === '' || !Number.isInteger(value) || value < low || value > high) throw new RangeError(`not within ${low}–${high}: ${text}`);
    return value;
  };
  const all = field.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/');
    const [first = '', last] = range === '*' ? [String(low), String(high)] : range.split('-');
    const from = read(first);
    const to = last !== undefined ? read(last) : step !== undefined ? high : from;
    const by = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(by) || by < 1 || to < from) throw new RangeError(`not a range: ${part}`);
    return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
  });
  return [...new Set(all)].sort((a, b) => a - b);
};

const monthDayRule = (field: string): ((day: Day) => boolean) => {
  if (field === 'L') return ({ day, lastDay }) => day === lastDay;
  if (field === 'LW') return (day) => day.day === nearestWeekday(day, day.lastDay);
  const nearest = /^(\d{1,2})W$/.exec(field)?.[1];
  if (nearest !== undefined) return (day) => Number(nearest) <= day.lastDay && day.day === nearestWeekday(day, Number(nearest));
  const days = numbers(field, 1, 31);
  return ({ day }) => days.includes(day);
};

/** The working weekday nearest to `target` within the month. */
const nearestWeekday = (day: Day, target: number): number => {
  const weekday = ((((day.weekday - 1 + target - day.day) % 7) + 7) % 7) + 1;
  if (weekday === 7) return target === 1 ? 3 : target - 1;
  if (weekday === 1) return target === day.lastDay ? target - 2 : target + 1;
  return target;
};

const weekdayRule = (field: string): ((day: Day) => boolean) => {
  if (field === 'L') return ({ weekday }) => weekday === 7;
  const last = /^(\w+)L$/.exec(field)?.[1];
  if (last !== undefined) {
    const [wanted] = numbers(last, 1, 7, WEEKDAYS);
    return ({ weekday, day, lastDay }) => weekday === wanted && day + 7 > lastDay;
  }
  const [, name, nth] = /^(\w+)#([1-5])$/.exec(field) ?? [];
  if (name !== undefined) {
    const [wanted] = numbers(name, 1, 7, WEEKDAYS);
    return ({ weekday, day }) => weekday === wanted && Math.ceil(day / 7) === Number(nth);
  }
  const days = numbers(field, 1, 7, WEEKDAYS);
  return ({ weekday }) => days.includes(weekday);
};
