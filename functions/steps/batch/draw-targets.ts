import * as z from 'zod';
import { drawTargets } from '../../../shared/draw/drawing/draw-targets.ts';
import { scale } from '../../kit/scale.ts';
import { step } from '../../kit/step.ts';

const input = z.object({ batchId: z.string(), gathered: z.boolean().default(false) });

export const handler = step('draw-targets', input, (drawing, context) => drawTargets(context, { ...drawing, atOnce: scale().shards }));
