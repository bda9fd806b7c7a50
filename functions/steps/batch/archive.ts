import * as z from 'zod';
import { ok } from '../../../shared/kernel/result.ts';
import { archiveBatch } from '../../../shared/publication/archive-batch.ts';
import { step } from '../../kit/step.ts';

export const handler = step('archive', z.object({ batchId: z.string() }), async ({ batchId }, context) => {
  const archived = await archiveBatch(context, batchId);
  return archived.ok ? ok({ batchId, stage: archived.value.stage }) : archived;
});
