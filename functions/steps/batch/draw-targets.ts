import * as z from 'zod';
import { drawTargets } from '../../../shared/draw/draw-targets.ts';
import { step } from '../../kit/step.ts';

export const handler = step('draw-targets', z.object({ batchId: z.string() }), ({ batchId }, context) => drawTargets(context, batchId));
