import * as z from 'zod';
import { publishVoid } from '../../../shared/draw/ceremony/publish-void.ts';
import { step } from '../../kit/step.ts';

export const handler = step('publish-void', z.object({ batchId: z.string() }), ({ batchId }, context) => publishVoid(context, batchId));
