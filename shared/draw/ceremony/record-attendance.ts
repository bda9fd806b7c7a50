import { permits } from '../../identity/permission.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Attempt } from '../record/attempt.ts';
import { changeAttempt } from '../record/change-attempt.ts';
import type { PersonDrawContext } from '../record/draw-context.ts';
import { listPublicly, readPublicAttempt } from '../record/draw-projection-store.ts';
import { toPublicAttempt } from '../record/draw-projection.ts';
import type { AttemptView } from '../record/draw-view.ts';

/** Whether one who was invited to watch a draw came. */
export interface Attendance {
  readonly batchId: string;
  readonly id: string;
  readonly attended: boolean;
}

/** Between two of these the workflow is at work, for seconds. */
const QUIET: readonly Attempt['stage'][] = ['committing', 'revealing', 'receipting', 'awaiting-beacon', 'short', 'voiding', 'published'];

/** The conference office or the lead department records whether an invited observer came to the current attempt; it is published with the draw (GY-12, GS-3). */
export const recordAttendance = async (context: Pick<PersonDrawContext, 'stores' | 'act'>, { batchId, id, attended }: Attendance): Promise<Result<AttemptView, Refusal>> => {
  const { stores, act } = context;
  const done = await changeAttempt(context, batchId, async ({ batch, attempt }) => {
    const { leadDepartment } = batch.entry;
    if (!permits(act.actor, 'draw.record-attendance', leadDepartment)) return refuse('not-own-department', { facts: { department: leadDepartment } });
    const known = attempt.observers?.find((one) => one.id === id);
    if (attempt.observers === undefined || known === undefined) return refuse('observer-unknown', { pointer: '/id', facts: { id } });
    if (known.attended !== undefined) return known.attended === attended ? ok('as-before') : refuse('attendance-recorded', { facts: { id } });
    if (!QUIET.includes(attempt.stage)) return refuse('draw-not-open', { facts: { stage: attempt.stage } });
    const observers = attempt.observers.map((one) => (one.id === id ? { ...one, attended, recordedBy: act.actor.name, recordedAt: act.now } : one));
    const after: Attempt = { ...attempt, observers };
    const { files } = await readPublicAttempt(stores.publication, batchId, attempt.drawNo);
    return ok({ attempt: after, action: 'draw.attendance', writes: [listPublicly(stores.publication, toPublicAttempt(batch, after, files))] });
  });
  return done.ok ? ok(done.value.view) : done;
};
