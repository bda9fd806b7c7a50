import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Profile } from '../../../shared/profile/profile.ts';
import { NOTHING_SEEN, type Mark, type WorldRecord } from '../world/record.ts';
import { INVARIANTS } from './all.ts';
import type { Break, Invariant, Since, Watch } from './invariant.ts';

/** Watches one year. */
export interface YearWatch {
  /** What does not hold after a step: only what changed since the last look is looked at. */
  afterStep(now: Instant): Promise<readonly Break[]>;
  /** Everything from the beginning once more, by watches that have seen nothing yet. */
  atEnd(now: Instant): Promise<readonly Break[]>;
}

/** Holds every invariant against the year that `record` tells of. */
export const watchYear = (record: WorldRecord, profile: Profile, invariants: readonly Invariant[] = INVARIANTS): YearWatch => {
  const begin = () => invariants.map((invariant) => ({ invariant, watch: invariant.watch() }));
  const ongoing = begin();
  let seen: Mark = NOTHING_SEEN;

  const look = async (watches: readonly { readonly invariant: Invariant; readonly watch: Watch }[], since: Since, now: Instant): Promise<readonly Break[]> => {
    const breaks: Break[] = [];
    for (const { invariant, watch } of watches) {
      for (const what of await watch({ record, now, profile }, since)) breaks.push({ invariant: invariant.id, clauses: invariant.clauses, what });
    }
    return breaks;
  };

  return {
    afterStep: (now) => {
      const since = { ...record.changesSince(seen), whole: false };
      seen = record.mark();
      return look(ongoing, since, now);
    },
    atEnd: (now) => look(begin(), { ...record.changesSince(NOTHING_SEEN), whole: true }, now),
  };
};
