import type { Instant } from '../../kernel/instant.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Attempt } from '../record/attempt.ts';
import { takeReceipt } from './beacon-rules.ts';
import { takeCommitment, takeReveal, type Taken } from './ceremony-rules.ts';
import { changeAttempt } from '../record/change-attempt.ts';
import type { PersonDrawContext } from '../record/draw-context.ts';
import type { AttemptView } from '../record/draw-view.ts';
import type { Receipt } from '../../lottery/types.ts';
import type { SignedMessage } from '../record/fields.ts';
import { checkSide } from './participant-side.ts';

type Take<Message> = (attempt: Attempt, sent: Message, now: Instant) => Taken;

// A participant speaks for its own side only; what is sent twice in the same words is answered twice.
const sender =
  <Message extends { readonly id: string }>(take: Take<Message>, action: string) =>
  async (context: Pick<PersonDrawContext, 'stores' | 'act'>, { batchId, message }: { readonly batchId: string; readonly message: Message }): Promise<Result<AttemptView, Refusal>> => {
    const { now, actor } = context.act;
    const done = await changeAttempt(context, batchId, ({ batch, attempt }) => {
      const side = checkSide(actor, attempt.participants, message.id, batch.entry.leadDepartment);
      if (!side.ok) return side;
      const taken = take(attempt, message, now);
      if (!taken.ok) return taken;
      return ok(taken.value === 'as-before' ? 'as-before' : { attempt: taken.value, action });
    });
    return done.ok ? ok(done.value.view) : done;
  };

/** A participant's commitment to the batch's current attempt (GY-12, BY-1). */
export const sendCommitment = sender<SignedMessage>(takeCommitment, 'draw.commit');

/** A participant's reveal in the batch's current attempt (GY-12, BY-1). */
export const sendReveal = sender<SignedMessage>(takeReveal, 'draw.reveal');

/** The receipt of one who revealed, for M2 of the batch's current attempt (BY-1). */
export const sendReceipt = sender<Receipt>(takeReceipt, 'draw.receipt');
