import { addDays, dayOfWeek, type LocalDate } from '../../shared/kernel/local-date.ts';

/** True from Monday to Friday. The people of the city keep to weekdays; what is due when, the system says by the official calendar. */
export const isWeekday = (date: LocalDate): boolean => dayOfWeek(date) % 6 !== 0;

/** `date`, or the first weekday after it. */
export const weekdayFrom = (date: LocalDate): LocalDate => (isWeekday(date) ? date : weekdayFrom(addDays(date, 1)));

/** The `count`-th weekday after `date`. */
export const weekdaysAfter = (date: LocalDate, count: number): LocalDate => (count === 0 ? date : weekdaysAfter(weekdayFrom(addDays(date, 1)), count - 1));

/** All weekdays from `from` to `to`, both included. */
export const weekdaysBetween = (from: LocalDate, to: LocalDate): readonly LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = weekdayFrom(from); day <= to; day = weekdaysAfter(day, 1)) days.push(day);
  return days;
};
