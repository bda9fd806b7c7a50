import { cronMoments } from './cron.ts';
import { timeZone } from './time-zone.ts';

/** The first moment after `afterMs` (milliseconds since 1970), or `undefined` if there is none any more. */
export type NextMoment = (afterMs: number) => number | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * The moments of `cron(…)`, `rate(…)` or `at(…)` in the time zone of that name. A rate counts from `originMs`.
 * Throws a `RangeError` for anything else.
 */
export const momentsOf = (expression: string, zoneName: string, originMs: number): NextMoment => {
  const [, kind, argument = ''] = /^(cron|rate|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  switch (kind) {
    case 'cron':
      return cronMoments(argument, timeZone(zoneName));
    case 'rate':
      return rateMoments(argument, originMs);
    case 'at':
      return atMoment(argument, zoneName);
    default:
      throw new RangeError(`not a schedule expression: ${expression}`);
  }
};

const rateMoments = (argument: string, originMs: number): NextMoment => {
  const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? [];
  const period = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (!(period > 0)) throw new RangeError(`not a rate: ${argument}`);
  return (afterMs) => originMs + Math.max(Math.floor((afterMs - originMs) / period) + 1, 1) * period;
};

const atMoment = (argument: string, zoneName: string): NextMoment => {
  const [, date, hour, minute, second] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})$/.exec(argument) ?? [];
  if (date === undefined) throw new RangeError(`not a moment: ${argument}`);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const minuteStart = timeZone(zoneName).moment({ year, month, day, hour: Number(hour), minute: Number(minute) });
  if (minuteStart === undefined) throw new RangeError(`the clocks of ${zoneName} never show ${argument}`);
  const moment = minuteStart + Number(second) * 1000;
  return (afterMs) => (moment > afterMs ? moment : undefined);
};
