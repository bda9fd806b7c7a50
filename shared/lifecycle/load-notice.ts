import { commit } from '../audit/commit.ts';
import type { CalendarYear, HolidayNotice, NoticeContent } from '../calendar/holiday-notice.ts';
import { yearInForce } from '../calendar/in-force.ts';
import { judgeContradiction, judgeNotice } from '../calendar/judge-notice.ts';
import type { Person } from '../identity/actor.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { inParallel } from '../kernel/in-parallel.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { putNotice, readCalendar } from '../plan/calendar-store.ts';
import { requireVersion } from '../registry/may-change.ts';
import { openWaits } from './await-store.ts';
import type { LifecycleContext } from './lifecycle-context.ts';
import { settleDeadlines } from './settle-deadlines.ts';

/** A command of a person on the calendar. */
export type CalendarContext = Pick<LifecycleContext, 'profile'> & {
  readonly stores: Pick<LifecycleContext['stores'], 'lifecycle' | 'transact'>;
  readonly act: LifecycleContext['act'] & { readonly actor: Person };
};

/** What is asked: the year, what its notice says and, where one was loaded before, the version this rests on. */
export interface LoadNotice {
  readonly year: number;
  readonly content: NoticeContent;
  readonly ifMatch?: number | undefined;
}

const WIDTH = 4;

/**
 * Loads the State Council's notice of a year, from which moment it holds in place of what was delivered or loaded before, and counts the deadlines of every batch
 * under way again (NR-7). The same notice again changes nothing in the calendar and finishes the counting where it was cut off; what even that misses is made up for by
 * the next look at the wait. Refused: as `judgeNotice`, `notice-contradicts` without a reason, `version-outdated`.
 */
export const loadNotice = async (context: CalendarContext, asked: LoadNotice): Promise<Result<CalendarYear, Refusal>> => {
  const loaded = await enter(context, asked);
  if (!loaded.ok) return loaded;
  const recounted = await recountAll(context);
  return recounted.ok ? loaded : recounted;
};

const enter = async ({ stores, act }: CalendarContext, { year, content, ifMatch }: LoadNotice): Promise<Result<CalendarYear, Refusal>> => {
  const book = await readCalendar(stores.lifecycle);
  const before = book.notices.find((each) => each.year === year);
  const sorted: NoticeContent = { ...content, daysOff: [...content.daysOff].sort(), makeUpDays: [...content.makeUpDays].sort() };
  if (before !== undefined && contentOf(before) === contentOf(sorted)) return ok(yearInForce(book.notices, year));
  if (before !== undefined || ifMatch !== undefined) {
    const current = requireVersion(before?.version ?? 0, ifMatch);
    if (!current.ok) return current;
  }
  const judged = judgeNotice(year, content);
  if (!judged.ok) return judged;
  const agreed = judgeContradiction(yearInForce(book.notices, year), content);
  if (!agreed.ok) return agreed;

  const { sub, name } = act.actor;
  const notice: HolidayNotice = { ...sorted, year, loadedAt: act.now, loadedBy: { sub, name }, version: (before?.version ?? 0) + 1 };
  const after = yearInForce([notice], year);
  const deed = { stream: 'calendar', action: before === undefined ? 'notice.load' : 'notice.change', subject: `calendar/${year}`, before: yearInForce(book.notices, year), after };
  const done = await commit(stores, act, deed, [putNotice(stores.lifecycle, book, notice)]);
  return done.ok ? ok(after) : done;
};

const contentOf = ({ documentNo, daysOff, makeUpDays, reason }: NoticeContent): string => canonicalJson({ documentNo, daysOff, makeUpDays, reason });

// Each batch has a trail of its own and so a transaction of its own. The command's key guards the notice and is not written a second time.
const recountAll = async ({ stores, profile, act: { now, actor, profile: under } }: CalendarContext): Promise<Result<void, Refusal>> => {
  const waits = await openWaits(stores.lifecycle);
  const batches = [...new Set(waits.map(({ subject }) => subject).filter((subject) => subject.startsWith('batch/')))].sort();
  const done = await inParallel(batches, WIDTH, (subject) => settleDeadlines({ stores, profile, act: { now, actor, profile: under } }, subject));
  for (const one of done) if (!one.ok) return one;
  return ok(undefined);
};
