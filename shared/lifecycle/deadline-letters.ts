import type { HolidayNotice } from '../calendar/holiday-notice.ts';
import { addSeconds, dateOf, endOf, type Instant } from '../kernel/instant.ts';
import type { Recounted } from '../plan/batch-deadlines.ts';
import type { InboxItem } from './inbox-item.ts';
import type { Judgement } from './judgement.ts';
import { WAITS } from './waits.ts';
import type { WaitName } from './wait-name.ts';

type Open = Extract<Judgement, { decided: false }>;

/** What was counted again of one batch. `moved`: open waits that are due on another day or no longer provisionally; `judged`: a wait as it stands afterwards. */
export interface Recount {
  readonly subject: string;
  readonly recounted: readonly Recounted[];
  readonly moved: readonly { readonly open: { readonly wait: WaitName; readonly due: Instant | null }; readonly judgement: Open }[];
  readonly judged: (wait: WaitName) => Judgement | undefined;
  readonly notices: readonly HolidayNotice[];
  readonly now: Instant;
}

const COUNTED = { scheme: undefined, organised: 'organiseBy', results: 'enterBy' } as const;

/** A letter to each of those a wait waits for and those above them, if the day by which it is due has changed; none where only the provisional mark is gone. */
export const deadlineLetters = ({ subject, recounted, moved, judged, notices, now }: Recount): InboxItem[] =>
  (['scheme', 'organised', 'results'] as const).flatMap((wait) => {
    const open = moved.find((each) => each.open.wait === wait);
    const recount = recounted.find(({ deadline }) => deadline === COUNTED[wait]);
    const before = open?.open.due ?? (recount === undefined ? null : endOf(recount.before));
    const judgement = open?.judgement ?? judged(wait);
    if (before === null || judgement === undefined || judgement.decided || judgement.due === null || judgement.due === before) return [];
    const { due, provisional, from, escalateTo } = judgement;
    const words = wordsOf({ subject, wait, before, due, provisional: provisional === true, recount, documentNo: latest(notices)?.documentNo });
    return [...new Set([...from, ...escalateTo])].map((addressee) => ({
      id: `${subject}#${wait}#deadline/${due}`, addressee, at: now, kind: 'deadline' as const, subject, wait, due, ...(provisional ? { provisional } : {}), clause: 'NR-7', ...words,
    }));
  });

const latest = (notices: readonly HolidayNotice[]): HolidayNotice | undefined => [...notices].sort((a, b) => (a.loadedAt < b.loadedAt ? 1 : -1))[0];

interface Said {
  readonly subject: string;
  readonly wait: WaitName;
  readonly before: Instant;
  readonly due: Instant;
  readonly provisional: boolean;
  readonly recount: Recounted | undefined;
  readonly documentNo: string | undefined;
}

const wordsOf = ({ subject, wait, before, due, provisional, recount, documentNo }: Said): { readonly zh: string; readonly en: string } => {
  const { zh, en } = WAITS[wait];
  const [was, is] = [lastDay(before), lastDay(due)];
  const why = documentNo === undefined ? { zh: '工作日历已更新', en: 'the calendar was brought up to date' } : { zh: `依据${documentNo}`, en: `by ${documentNo}` };
  const held = recount === undefined || recount.after === recount.count.date
    ? { zh: '', en: '' }
    : { zh: `；按通知应为 ${recount.count.date}，该日已过，故次日起计逾期`, en: `; counted by the notice it was ${recount.count.date}, which has passed, so it is late from the day after` };
  return {
    zh: `${zh}的期限由 ${was} 改为 ${is}${provisional ? '（暂定）' : ''}（${why.zh}${held.zh}），${subject}`,
    en: `The deadline for ${en} moves from ${was} to ${is}${provisional ? ' (provisional)' : ''} (${why.en}${held.en}): ${subject}`,
  };
};

const lastDay = (due: Instant): string => dateOf(addSeconds(due, -1));
