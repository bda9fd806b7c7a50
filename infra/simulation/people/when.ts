import { addSeconds, atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { addDays } from '../../../shared/kernel/local-date.ts';
import type { User } from '../../rehearsal/city/people.ts';
import { weekdayFrom, weekdaysAfter } from '../../rehearsal/weekdays.ts';
import type { Scene } from './scene.ts';
import type { Wait } from './wait.ts';

const AFTER_THE_CALL = '14:00';

/** `count` weekdays after `at`, at `time`. */
export const weekdayAfter = (at: Instant, count: number, time: string): Instant => atTime(weekdaysAfter(dateOf(at), count), time);

/** `minutes` after `begins`, or after nine in the morning if that was in the night. */
export const inTheDay = (begins: Instant, minutes: number): Instant => {
  const opening = atTime(dateOf(begins), '09:00');
  return addSeconds(begins < opening ? opening : begins, minutes * 60);
};

/**
 * When `user` comes to do what `wait` waits for: `ordinarily`, some days after the deadline, or only when those above were told.
 * Undefined while nothing moves an absent one. Where nothing is due there is no deadline to miss; then late means a week.
 */
export const comes = ({ fate }: Scene, user: User, key: string, ordinarily: Instant, wait: Pick<Wait, 'due' | 'told'>): Instant | undefined => {
  if (wait.due !== null && fate.befalls('absent', user.sub, key)) {
    const escalated = wait.told['escalate'];
    return escalated === undefined ? undefined : later(ordinarily, weekdayAfter(escalated, 1, AFTER_THE_CALL));
  }
  if (!fate.befalls('late', user.sub, key)) return ordinarily;
  const from = wait.due ?? addSeconds(ordinarily, 5 * 86_400);
  return later(ordinarily, atTime(weekdayFrom(addDays(dateOf(from), fate.between(1, 3, 'days late', key))), AFTER_THE_CALL));
};

const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);
