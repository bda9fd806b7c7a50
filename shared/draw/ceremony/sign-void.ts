import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { voidSigningMessage } from '../../lottery/ceremony/void-record.ts';
import type { Attempt } from '../record/attempt.ts';
import { changeAttempt, type Decision } from '../record/change-attempt.ts';
import type { PersonDrawContext } from '../record/draw-context.ts';
import { crypto, hasher } from '../record/draw-crypto.ts';
import type { AttemptView } from '../record/draw-view.ts';
import { checkSide } from './participant-side.ts';
import { readUnsigned } from './void-rules.ts';

/** What a participant hands in under a void record. */
export interface VoidSignature {
  readonly id: string;
  readonly sig: string;
}

/** A participant who did not fail signs the void record (BY-2): no attempt disappears without the others knowing. */
export const signVoid = async (
  context: Pick<PersonDrawContext, 'stores' | 'act'>,
  input: { readonly batchId: string; readonly signature: VoidSignature },
): Promise<Result<AttemptView, Refusal>> => {
  const done = await changeAttempt(context, input.batchId, ({ batch, attempt }) => {
    const side = checkSide(context.act.actor, attempt.participants, input.signature.id, batch.entry.leadDepartment);
    return side.ok ? takeVoidSignature(attempt, side.value.key, input.signature) : side;
  });
  return done.ok ? ok(done.value.view) : done;
};

const takeVoidSignature = (attempt: Attempt, key: string, { id, sig }: VoidSignature): Result<Decision, Refusal> => {
  if (attempt.stage !== 'voiding' && attempt.stage !== 'void') return refuse('void-none');
  const before = attempt.sigs.find((one) => one.id === id);
  if (before !== undefined) return before.sig === sig ? ok('as-before') : refuse('void-signed-twice', { facts: { id } });
  if (attempt.stage === 'void') return refuse('void-none');
  if (attempt.unsigned === undefined) return refuse('void-not-composed');
  if (attempt.failed.some((one) => one.id === id)) return refuse('void-signer-failed', { facts: { id } });
  const message = voidSigningMessage(hasher, readUnsigned(attempt.unsigned.text));
  if (!crypto.verify(key, message, sig)) return refuse('signature-wrong', { facts: { id } });
  return ok({ attempt: { ...attempt, sigs: [...attempt.sigs, { id, sig }] }, action: 'draw.sign-void' });
};
