import type { EventContext, EventMessage } from '../draw/events/change-event.ts';
import type { EventRecord } from '../draw/events/draw-event.ts';
import type { EventView } from '../draw/record/draw-view.ts';
import { sendEventReveal } from '../draw/events/send-event-reveal.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { splitTaskId } from '../lottery/seats/seat-problem.ts';
import type { Profile } from '../profile/profile.ts';
import type { Stores } from '../store/record.ts';
import { applySubstitutes, type Substitution } from './apply-substitute.ts';
import { callIn } from './call-in.ts';
import { findOfficer } from './form-officer.ts';
import { inspectionIdOf } from './form.ts';

type Context = EventContext & { readonly profile: Profile; readonly stores: EventContext['stores'] & Pick<Stores, 'registry' | 'evidence'> };

/**
 * A reveal to the ceremony after a loss; once it is the last one, who was drawn is on the form: the substitute in the lost officer's place, or the officers of the target that was
 * called in, whose notice then goes out (BY-3, NR-1). The same reveal sent again repeats that too, should the first have stopped in between.
 */
export const revealAfterLoss = async (context: Context, input: EventMessage): Promise<Result<EventView, Refusal>> => {
  const revealed = await sendEventReveal(context, input);
  if (!revealed.ok) return revealed;
  const { view, outcome, again } = revealed.value;
  if (outcome !== undefined) {
    // The reveal's own write took the command's Idempotency-Key.
    const { idempotency: _key, ...act } = context.act;
    const carried = await carryOut({ ...context, act }, input.batchId, outcome);
    if (!carried.ok) return carried;
  }
  return again.ok ? ok(view) : again;
};

const carryOut = async (context: Context, batchId: string, { line, substitutes = [] }: EventRecord): Promise<Result<void, Refusal>> => {
  if (line.kind !== 'replaced') return ok(undefined);
  for (const { taskId, lost, substitute } of substitutes) {
    const { target, department } = splitTaskId(taskId);
    const substitution: Substitution = { department, lost, substitute: await findOfficer(context.stores.registry, substitute, department) };
    const applied = await applySubstitutes(context, inspectionIdOf(batchId, target), [substitution]);
    if (!applied.ok) return applied;
  }
  if (substitutes.length > 0) return ok(undefined);
  for (const target of new Set(line.tasks.map(({ taskId }) => splitTaskId(taskId).target))) {
    const sent = await callIn(context, inspectionIdOf(batchId, target));
    if (!sent.ok) return sent;
  }
  return ok(undefined);
};
