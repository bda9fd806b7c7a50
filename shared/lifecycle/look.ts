import { commit } from '../audit/commit.ts';
import { epochMs, type Instant } from '../kernel/instant.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { putBatch } from '../plan/batch-store.ts';
import type { Escalation } from '../plan/batch.ts';
import { putYear } from '../plan/year-store.ts';
import type { Write } from '../store/write.ts';
import { closeAwait, findAwait, putAwait, type AwaitItem } from './await-store.ts';
import type { OpenWait } from './await-item.ts';
import { putInInbox } from './inbox-store.ts';
import { judge, type Judged } from './judge.ts';
import type { Judgement } from './judgement.ts';
import type { LifecycleContext } from './lifecycle-context.ts';
import { lookAtEvents, type LookContext } from './look-at-events.ts';
import { needsRecount, settleDeadlines } from './settle-deadlines.ts';
import { messagesDue, secondsToNextLook, wordsOf, type Message } from './messages.ts';
import { waitState } from './wait-state.ts';
import type { WaitName } from './wait-name.ts';

/** What a look at a wait finds. `outcome` is empty and `timeoutSeconds` at least 1 while it is open. */
export interface Look {
  readonly decided: boolean;
  readonly outcome: string;
  readonly timeoutSeconds: number;
  /** Whole days since the wait was due; 0 before. */
  readonly overdueDays: number;
}

const ATTEMPTS = 4;
/** While these are waited for, something may be lost and drawn anew. */
const VISITING: ReadonlySet<WaitName> = new Set(['organised', 'inspected']);

/**
 * Looks at the truth a wait is about. If it is decided, the wait is closed. If not, what is due to be said is said, once: reminders to
 * those it waits for, an escalation to those above (GY-6, GY-8), each in the audit trail; and the answer tells how long to sleep. A deadline
 * that the calendar in force gives otherwise than it stands is counted again first (NR-7). Nothing is decided here.
 */
export const look = async (context: LookContext, subject: string, wait: WaitName): Promise<Result<Look, Refusal>> => {
  const { stores, act } = context;
  for (let attempt = 1; ; attempt++) {
    const [judged, before] = await Promise.all([judge(context, subject, wait), findAwait(stores.lifecycle, subject, wait)]);
    const { judgement, on } = judged;
    if (attempt === 1 && on.kind === 'batch' && VISITING.has(wait)) await lookAtEvents(context, on.batch);
    if (judgement.decided) {
      if (before !== undefined) await closeAwait(stores, subject, wait);
      return ok({ decided: true, outcome: judgement.outcome, timeoutSeconds: 1, overdueDays: 0 });
    }
    if (attempt < ATTEMPTS && needsRecount(context, judged, wait, before)) {
      const settled = await settleDeadlines(context, subject);
      if (!settled.ok) return settled;
      continue;
    }
    const state = waitState(context, { subject, wait, judgement }, before);
    const messages = messagesDue(judgement, state.told, act.now);
    const sent = messages.length === 0 ? ok(undefined) : await send(context, { judged, judgement, state, before, messages });
    if (sent.ok) return ok({ decided: false, outcome: '', timeoutSeconds: secondsToNextLook(wait, judgement, act.now), overdueDays: overdueDays(judgement.due, act.now) });
    // A command on the same batch came in between: look again at what it left.
    if (attempt === ATTEMPTS) return sent;
  }
};

const DAY_MS = 86_400_000;

const overdueDays = (due: Instant | null, now: Instant): number => (due === null ? 0 : Math.max(0, Math.floor((epochMs(now) - epochMs(due)) / DAY_MS)));

interface Sending {
  readonly judged: Judged;
  readonly judgement: Extract<Judgement, { decided: false }>;
  readonly state: OpenWait;
  readonly before: AwaitItem | undefined;
  readonly messages: readonly Message[];
}

const send = async (context: LifecycleContext, { judged, judgement, state, before, messages }: Sending): Promise<Result<void, Refusal>> => {
  const { stores, act } = context;
  const { subject, wait, clause } = state;
  const { due, from, provisional } = judgement;
  const told = { ...state.told, ...Object.fromEntries(messages.flatMap(({ covers }) => covers.map((name) => [name, act.now]))) };
  const letters = messages.flatMap(({ kind, covers, to }) =>
    [...new Set(to)].map((addressee) =>
      putInInbox(stores.lifecycle, {
        id: `${subject}#${wait}#${covers.at(-1) ?? kind}`, addressee, at: act.now, kind, subject, wait, due, ...(provisional ? { provisional } : {}), clause,
        ...wordsOf(kind, wait, subject, due, provisional),
      }),
    ),
  );
  const escalated = messages.find(({ kind }) => kind === 'escalation');
  const recorded: Write[] = escalated === undefined ? [] : [recordEscalation(context, judged, { wait, due: due ?? act.now, at: act.now, to: [...escalated.to] })];
  const done = await commit(
    stores,
    act,
    {
      stream: subject,
      action: escalated === undefined ? 'wait.remind' : 'wait.escalate',
      subject,
      detail: { wait, clause, due, ...(provisional ? { provisional } : {}), from, to: messages.flatMap(({ to }) => to) },
    },
    [...putAwait(stores.lifecycle, before, { ...state, told, ...(before?.token === undefined ? {} : { token: before.token }) }), ...letters, ...recorded],
  );
  return done.ok ? ok(undefined) : done;
};

// What is overdue stays written on the thing itself; its stage does not move.
const recordEscalation = ({ stores: { lifecycle } }: LifecycleContext, { on }: Judged, escalation: Escalation): Write =>
  on.kind === 'year'
    ? putYear(lifecycle, on.year, { ...on.year, escalations: [...on.year.escalations, escalation], version: on.year.version + 1 })
    : putBatch(lifecycle, on.batch, { ...on.batch, escalations: [...on.batch.escalations, escalation], version: on.batch.version + 1 });
