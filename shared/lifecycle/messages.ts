import type { Instant } from '../kernel/instant.ts';
import type { OpenWait } from './await-item.ts';
import type { Judgement } from './judgement.ts';
import { WAITS } from './waits.ts';
import type { WaitName } from './wait-name.ts';

type Open = Extract<Judgement, { decided: false }>;

/** A message that is due now. `covers` are the names it settles in `told`: its own, and those of reminders it comes in place of. */
export interface Message {
  readonly kind: 'reminder' | 'escalation';
  readonly covers: readonly string[];
  readonly to: readonly string[];
}

/**
 * The messages of an open wait that are due at `now` and were not sent yet. Of several reminders missed only one goes out; once the wait
 * is overdue there are no reminders any more, only the one escalation (GY-6, GY-8).
 */
export const messagesDue = ({ from, due, remindAt, escalateTo }: Open, told: OpenWait['told'], now: Instant): readonly Message[] => {
  if (due !== null && now >= due) {
    return escalateTo.length === 0 || 'escalate' in told ? [] : [{ kind: 'escalation', covers: ['escalate'], to: escalateTo }];
  }
  const missed = remindAt.filter((at) => at <= now).map((at) => `remind/${at}`).filter((name) => !(name in told));
  return missed.length === 0 || from.length === 0 ? [] : [{ kind: 'reminder', covers: missed, to: from }];
};

/** Seconds until the wait must be looked at again: the next message, the deadline, or the longest sleep of its row; at least 1. */
export const secondsToNextLook = (wait: WaitName, { due, remindAt }: Open, now: Instant): number => {
  const ahead = [...remindAt, ...(due === null ? [] : [due])].filter((at) => at > now).map((at) => (Date.parse(at) - Date.parse(now)) / 1000);
  return Math.max(1, Math.min(WAITS[wait].pollSeconds, ...ahead));
};

/** What a message says; `provisional`: of a deadline that a holiday notice may yet change. */
export const wordsOf = (kind: 'reminder' | 'escalation', wait: WaitName, subject: string, due: Instant | null, provisional = false): { readonly zh: string; readonly en: string } => {
  const { zh, en } = WAITS[wait];
  const until = due === null ? { zh: '', en: '' } : provisional ? { zh: `（暂定期限 ${due}）`, en: ` (provisionally due ${due})` } : { zh: `（期限 ${due}）`, en: ` (due ${due})` };
  return kind === 'reminder'
    ? { zh: `请办理：${zh}${until.zh}，${subject}`, en: `Please see to ${en}${until.en}: ${subject}` }
    : { zh: `已逾期，仍在等待：${zh}${until.zh}，${subject}`, en: `Overdue and still awaited: ${en}${until.en}: ${subject}` };
};
