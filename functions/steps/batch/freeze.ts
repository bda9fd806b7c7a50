import * as z from 'zod';
import { freezeBatch } from '../../../shared/draw/freeze-batch.ts';
import { step } from '../../kit/step.ts';
import { verifier } from '../../kit/verifier.ts';

export const handler = step('freeze', z.object({ batchId: z.string() }), async ({ batchId }, context) =>
  freezeBatch(context, { batchId, verifier: await verifier() }));
