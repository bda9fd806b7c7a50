import { endOf, type Instant } from '../kernel/instant.ts';
import type { Year } from '../plan/year.ts';
import { yearHasReached } from '../plan/year.ts';
import type { Profile } from '../profile/profile.ts';
import { decided, open, type Judgement } from './judgement.ts';
import { byDate } from './reminders.ts';
import type { YearWaitName } from './wait-name.ts';

/** What a wait of the year is judged by. `missing`: departments that must submit and have not. */
export interface YearTruth {
  readonly year: Year;
  readonly missing: readonly string[];
  readonly profile: Profile;
  readonly now: Instant;
}

/** The waits of a plan year: pure, one row each. */
export const YEAR_JUDGES = {
  // The only wait of the year that time itself decides: submissions end with their last day (GY-5, GY-6).
  'submissions-closed': ({ year, missing, profile, now }) => {
    if (year.stage !== 'collecting' || now >= endOf(year.submitBy)) return decided();
    return open({
      from: missing.map((code) => `department/${code}`),
      ...byDate(year.submitBy, profile.planYear.submissions.remindDaysBefore),
    });
  },
  'plan-compiled': ({ year, profile }) =>
    yearHasReached(year.stage, 'compiled')
      ? decided()
      : open({
          from: ['role/conference'],
          ...byDate(year.issueBy, profile.planYear.issue.remindDaysBefore),
          escalateTo: ['role/conference', 'role/government', 'role/supervisor'],
        }),
  'plan-issued': ({ year, profile }) =>
    yearHasReached(year.stage, 'issued')
      ? decided()
      : open({
          from: ['role/government'],
          ...byDate(year.issueBy, profile.planYear.issue.remindDaysBefore),
          escalateTo: ['role/conference', 'role/government', 'role/supervisor'],
        }),
} as const satisfies Record<YearWaitName, (truth: YearTruth) => Judgement>;
