import { yearOf } from '../kernel/local-date.ts';
import { dateOf, type Instant } from '../kernel/instant.ts';
import { dayOf } from '../profile/day-of.ts';
import type { Profile } from '../profile/profile.ts';

/** The plan year whose call for proposals is the last one at `now`: from the opening day on the next year, before it this year's. */
export const planYearOf = ({ planYear }: Pick<Profile, 'planYear'>, now: Instant): number => {
  const today = dateOf(now);
  const next = yearOf(today) + 1;
  return today >= dayOf(planYear.opens, next) ? next : next - 1;
};
