import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { voidHash, voidText } from '../../lottery/ceremony/void-record.ts';
import { changeAttempt } from '../record/change-attempt.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import { publishFile, readFile, readManifest } from '../record/draw-files.ts';
import { expertFiles, publishExperts } from '../freezing/draw-experts.ts';
import { listPublicly } from '../record/draw-projection-store.ts';
import { toPublicAttempt } from '../record/draw-projection.ts';
import { frozenFiles } from '../record/public-files.ts';
import { signedVoidOf } from './void-rules.ts';
import { missingVoidSignatures } from '../record/waits-facts.ts';
import type { AttemptIn } from '../record/attempt.ts';

type Context = Pick<DrawContext, 'stores' | 'act'>;

/** Publishes the signed void record, with the transcript it discards if there is one, beside the manifest that stays (BY-2). Run again, it answers the same. */
export const publishVoid = async (context: Context, batchId: string): Promise<Result<{ readonly voidHash: string }, Refusal>> => {
  const { stores, act } = context;
  const done = await changeAttempt(context, batchId, async ({ batch, attempt }) => {
    if (attempt.stage === 'void') return ok('as-before');
    if (attempt.stage !== 'voiding') return refuse('void-none');
    const { approval, unsigned } = attempt;
    if (approval === undefined) return refuse('void-not-approved');
    if (unsigned === undefined) return refuse('void-not-composed');
    const missing = missingVoidSignatures(attempt);
    if (missing.length > 0) return refuse('void-unsigned', { facts: { missing: missing.join(', ') } });

    const record = signedVoidOf(unsigned.text, attempt.sigs);
    const after: AttemptIn<'void'> = { ...attempt, stage: 'void', approval, unsigned, voidHash: voidHash(hasher, record), voidedAt: act.now };
    await publishFile(stores, attempt, 'void.json', voidText(record));
    const isOpen = attempt.discarded !== undefined;
    if (isOpen) await publishFile(stores, attempt, 'transcript.json', await readFile(stores, attempt, 'transcript.json'));
    if (isOpen) await publishExperts(stores, attempt, attempt.experts);
    const files = [...frozenFiles(await readManifest(stores, attempt)), 'void.json', ...(isOpen ? ['transcript.json'] : []), ...expertFiles(attempt.experts, { isOpen })];
    const writes = [listPublicly(stores.publication, toPublicAttempt(batch, after, files))];
    return ok({ attempt: after, action: 'draw.publish-void', writes });
  });
  if (!done.ok) return done;
  return ok({ voidHash: done.value.view.voiding?.voidHash ?? '' });
};
