import * as z from 'zod';
import { freezeBatch } from '../../../shared/draw/freeze-batch.ts';
import { programs } from '../../kit/programs.ts';
import { step } from '../../kit/step.ts';

export const handler = step('freeze', z.object({ batchId: z.string() }), async ({ batchId }, context) =>
  freezeBatch(context, { batchId, programs: await programs() }));
