import * as z from 'zod';
import { freezeBatch } from '../../../shared/draw/freezing/freeze-batch.ts';
import { PLAN_NAME } from '../../../shared/draw/freezing/freezing-plan.ts';
import { programs } from '../../kit/programs.ts';
import { scale } from '../../kit/scale.ts';
import { step } from '../../kit/step.ts';

const input = z.object({ batchId: z.string(), plan: z.string().regex(PLAN_NAME).optional() });

export const handler = step('freeze', input, async ({ batchId, plan }, context) =>
  freezeBatch(context, { batchId, plan, programs: await programs(), atOnce: scale().rows }));
