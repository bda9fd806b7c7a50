import { dateOf } from '../../../shared/kernel/instant.ts';
import { addDays } from '../../../shared/kernel/local-date.ts';
import { RECORDED_AT } from '../../rehearsal/city/recorded-round.ts';
import type { SmallCity } from './city.ts';

const INSPECTING_DAYS = 100;

/**
 * The city, its first entry drawn around the one round of a beacon that is at hand (BY-1). Only for years whose first attempt stands:
 * a further one would wait for a round that nobody has recorded.
 */
export const aroundTheRound = (city: SmallCity): SmallCity => {
  const from = addDays(dateOf(RECORDED_AT), -1);
  return { ...city, plan: city.plan.map((entry, place) => (place === 0 ? { ...entry, from, to: addDays(from, INSPECTING_DAYS), withBeacon: true } : entry)) };
};
