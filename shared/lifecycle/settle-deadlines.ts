import { commit, type Deed } from '../audit/commit.ts';
import { readProgress } from '../inspection/progress-store.ts';
import { rejudgeForms } from '../inspection/rejudge-forms.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { findBatch, putBatch } from '../plan/batch-store.ts';
import { recountDeadlines } from '../plan/batch-deadlines.ts';
import { readCalendar } from '../plan/calendar-store.ts';
import type { Recounting } from '../plan/deadline.ts';
import { awaitsOf, putAwait, type AwaitItem } from './await-store.ts';
import { BATCH_JUDGES, COUNTED_WAITS } from './batch-waits.ts';
import { deadlineLetters } from './deadline-letters.ts';
import { putInInbox } from './inbox-store.ts';
import type { Judged } from './judge.ts';
import type { Judgement } from './judgement.ts';
import type { LifecycleContext } from './lifecycle-context.ts';
import { parseSubject } from './subject.ts';
import type { WaitName } from './wait-name.ts';
import { waitState } from './wait-state.ts';

type Context = Pick<LifecycleContext, 'profile' | 'act'> & { readonly stores: Pick<LifecycleContext['stores'], 'lifecycle' | 'transact'> };
type Open = Extract<Judgement, { decided: false }>;

const ATTEMPTS = 5;

/** Whether the calendar in force gives a deadline of the batch, or the day this wait is due, otherwise than it stands. */
export const needsRecount = ({ profile, act }: Pick<Context, 'profile' | 'act'>, { judgement, on }: Judged, wait: WaitName, before: AwaitItem | undefined): boolean => {
  if (on.kind === 'year' || judgement.decided || !COUNTED_WAITS.some((each) => each === wait)) return false;
  return (before !== undefined && hasMoved(before, judgement)) || recountDeadlines(on.batch, profile, { ...on.book, now: act.now }) !== undefined;
};

/**
 * Counts the deadlines of a batch (`batch/…`) again by the calendar in force, where that gives another day or the provisional mark goes (NR-7): batch, open waits and
 * the letters to those whose day changed in one transaction with its audit entry, after the forms that were late were judged again. Runs again
 * without harm and goes on where it was stopped: as long as the batch has its old day, all of it is done once more. Answers whether anything changed.
 */
export const settleDeadlines = async (context: Context, subject: string): Promise<Result<boolean, Refusal>> => {
  const parsed = parseSubject(subject);
  if (parsed.kind === 'year') return ok(false);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const settling = await prepare(context, subject, parsed.batchId);
    if (settling === undefined) return ok(false);
    const { recounted } = settling;
    const favoured = recounted.length === 0 ? ok(0) : await rejudgeForms(context, parsed.batchId, recounted);
    const done = favoured.ok ? await commit(context.stores, context.act, settling.deed, settling.writes) : favoured;
    // Who was judged between the two by the old day is judged again as well.
    if (done.ok) {
      if (recounted.length > 0) await rejudgeForms(context, parsed.batchId, recounted);
      return ok(true);
    }
    if (done.error.code !== 'changed-meanwhile') return done;
  }
  return refuse('changed-meanwhile');
};

const prepare = async ({ stores, profile, act }: Context, subject: string, batchId: string) => {
  const [before, book, progress, awaits] = await Promise.all([
    findBatch(stores.lifecycle, batchId), readCalendar(stores.lifecycle), readProgress(stores.lifecycle, batchId), awaitsOf(stores.lifecycle, subject),
  ]);
  if (before === undefined) return undefined;
  const recounting: Recounting = { ...book, now: act.now };
  const settled = recountDeadlines(before, profile, recounting);
  const recounted = settled?.recounted ?? [];
  const after = settled?.batch ?? before;
  const judged = (wait: WaitName): Judgement | undefined => {
    const name = COUNTED_WAITS.find((each) => each === wait);
    return name === undefined ? undefined : BATCH_JUDGES[name]({ batch: after, progress, calendar: book.calendar, profile, now: act.now });
  };
  const moved = awaits.flatMap((open) => {
    const judgement = judged(open.wait);
    return judgement === undefined || judgement.decided || !hasMoved(open, judgement) ? [] : [{ open, judgement }];
  });
  if (recounted.length === 0 && moved.length === 0) return undefined;

  const letters = deadlineLetters({ subject, recounted, moved, judged, now: act.now, notices: book.notices });
  const deed: Deed = {
    stream: subject,
    action: 'deadline.recount',
    subject,
    detail: { clause: 'NR-7', recounted, waits: moved.map(({ open, judgement: { due, provisional } }) => ({ wait: open.wait, before: open.due, after: due, provisional: provisional === true })), to: letters.map(({ addressee }) => addressee) },
    ...(settled === undefined ? {} : { before: { stage: before.stage, version: before.version }, after: settled.batch }),
  };
  const writes = [
    ...(settled === undefined ? [] : [putBatch(stores.lifecycle, before, settled.batch)]),
    ...moved.flatMap(({ open, judgement }) => putAwait(stores.lifecycle, open, renewed({ act }, open, judgement))),
    ...letters.map((letter) => putInInbox(stores.lifecycle, letter)),
  ];
  return { recounted, deed, writes };
};

const hasMoved = (open: AwaitItem, { due, provisional }: Open): boolean => open.due !== due || open.provisional !== provisional;

// A wait that has its time before it again may be overdue a second time, and is then told a second time.
const renewed = ({ act }: Pick<Context, 'act'>, open: AwaitItem, judgement: Open): Omit<AwaitItem, 'version'> => {
  const state = waitState({ act }, { subject: open.subject, wait: open.wait, judgement }, open);
  const isAhead = judgement.due !== null && judgement.due > act.now;
  return {
    ...state,
    ...(open.token === undefined ? {} : { token: open.token }),
    told: isAhead ? Object.fromEntries(Object.entries(state.told).filter(([name]) => name !== 'escalate')) : state.told,
  };
};
