import { sendEventReveal } from '../draw/send-event-reveal.ts';
import type { EventContext, EventMessage } from '../draw/change-event.ts';
import type { EventView } from '../draw/draw-view.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { inspectors } from '../registry/inspector-store.ts';
import type { Stores } from '../store/record.ts';
import { applySubstitutes } from './apply-substitute.ts';
import { officerOf } from './form-of.ts';
import { inspectionIdOf } from './form.ts';

type Context = EventContext & { readonly stores: EventContext['stores'] & Pick<Stores, 'registry'> };

/**
 * A reveal to the ceremony after a loss; once it is the last one, the substitute drawn takes the lost officer's place on the form (BY-3).
 * The same reveal sent again repeats that too, should the first have stopped in between.
 */
export const revealAfterLoss = async (context: Context, input: EventMessage): Promise<Result<EventView, Refusal>> => {
  const revealed = await sendEventReveal(context, input);
  if (!revealed.ok) return revealed;
  const { view, replacement } = revealed.value;
  if (replacement === undefined) return ok(view);
  const { targetId, department, lost, substitute } = replacement;
  const found = await inspectors.find(context.stores.registry, substitute);
  if (found === undefined) throw new Error(`the draw names ${substitute}, whom the directory does not hold`);
  // The reveal's own write took the command's Idempotency-Key.
  const { idempotency: _key, ...act } = context.act;
  const applied = await applySubstitutes({ stores: context.stores, act }, inspectionIdOf(input.batchId, targetId), [{ department, lost, substitute: officerOf(found) }]);
  return applied.ok ? ok(view) : applied;
};
