import { addSeconds, epochMs, type Instant } from '../../kernel/instant.ts';

/** When commitments and reveals must be in. */
export interface CeremonyTimes {
  readonly commitBy: Instant;
  readonly revealBy: Instant;
  /** Of a ceremony with a beacon: its first round from this moment on; receipts must be in before it. */
  readonly beaconAt?: Instant;
}

/** What each step of a ceremony is given at least, in seconds. */
export const AT_LEAST_S = 3600;

/**
 * The times of an attempt frozen at `now`. The planned ones, if they are still to come; else their own distances from `reference`
 * (the scheme's entry, or the first attempt's manifest) counted from `now`, an hour each at least.
 */
export const ceremonyTimes = (planned: CeremonyTimes, reference: Instant, now: Instant): CeremonyTimes => {
  const { beaconAt } = planned;
  if (now < planned.commitBy) return { commitBy: planned.commitBy, revealBy: planned.revealBy, ...(beaconAt === undefined ? {} : { beaconAt }) };
  const commitBy = addSeconds(now, distance(reference, planned.commitBy));
  const revealBy = addSeconds(commitBy, distance(planned.commitBy, planned.revealBy));
  return { commitBy, revealBy, ...(beaconAt === undefined ? {} : { beaconAt: addSeconds(revealBy, distance(planned.revealBy, beaconAt)) }) };
};

const distance = (from: Instant, to: Instant): number => Math.max(AT_LEAST_S, (epochMs(to) - epochMs(from)) / 1000);
