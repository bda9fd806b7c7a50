import * as z from 'zod';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { step } from '../../kit/step.ts';

export const handler = step('publish-draw', z.object({ batchId: z.string() }), ({ batchId }, context) => publishDraw(context, batchId));
