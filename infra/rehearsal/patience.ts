import { dateOf, type Instant } from '../../shared/kernel/instant.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import type { Wait } from './cast.ts';

/** Virtual days in which nothing moves, after which a rehearsal gives up. */
const PATIENCE_DAYS = 40;

/** Waits that end by themselves on their date. */
const ENDS_BY_ITSELF: ReadonlySet<Wait['wait']> = new Set(['entry-date', 'submissions-closed']);

/** Told of each stop; throws, naming what is waited for, when nothing has moved for {@link PATIENCE_DAYS} days and no date is being waited for. */
export const patience = (): ((now: Instant, waits: readonly Wait[], actions: number) => void) => {
  let last = { state: '', day: '' };
  return (now, waits, actions) => {
    const day = dateOf(now);
    const state = waits.map(({ subject, wait, since }) => `${subject} ${wait} ${since}`).join('\n');
    const isOnlyDates = waits.some(({ wait, due }) => ENDS_BY_ITSELF.has(wait) && due !== null && due > now);
    if (actions > 0 || state !== last.state || last.day === '' || isOnlyDates) last = { state, day };
    else if (addDays(dateOf(now), -PATIENCE_DAYS) > last.day) {
      throw new Error(`nothing has moved since ${last.day}; still awaited: ${waits.map(({ subject, wait, from }) => `${subject} ${wait} (${from.join(', ')})`).join('; ') || 'nothing'}`);
    }
  };
};
