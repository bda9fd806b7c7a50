import * as z from 'zod';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { step } from '../../kit/step.ts';

const input = z.object({ batchId: z.string(), stage: z.enum(['organised', 'inspected', 'entered']) });

export const handler = step('close-stage', input, async ({ batchId, stage }, context) => {
  const closed = await closeStage(context, batchId, stage);
  if (!closed.ok) return closed;
  const isSealed = 'scheme' in closed.value && closed.value.scheme.sealed !== undefined;
  return ok({ batchId, stage: closed.value.stage, ...(isSealed ? { outcome: 'sealed' } : {}) });
});
