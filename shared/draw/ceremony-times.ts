import { addSeconds, epochMs, type Instant } from '../kernel/instant.ts';

/** When commitments and reveals must be in. */
export interface CeremonyTimes {
  readonly commitBy: Instant;
  readonly revealBy: Instant;
}

const AT_LEAST_S = 3600;

/**
 * The times of an attempt frozen at `now`. The planned ones, if they are still to come; else their own distances from `reference`
 * (the scheme's entry, or the first attempt's manifest) counted from `now`, an hour each at least.
 */
export const ceremonyTimes = (planned: CeremonyTimes, reference: Instant, now: Instant): CeremonyTimes => {
  if (now < planned.commitBy) return { commitBy: planned.commitBy, revealBy: planned.revealBy };
  const commitBy = addSeconds(now, distance(reference, planned.commitBy));
  return { commitBy, revealBy: addSeconds(commitBy, distance(planned.commitBy, planned.revealBy)) };
};

const distance = (from: Instant, to: Instant): number => Math.max(AT_LEAST_S, (epochMs(to) - epochMs(from)) / 1000);
