import * as z from 'zod';
import { composeVoid } from '../../../shared/draw/ceremony/compose-void.ts';
import { step } from '../../kit/step.ts';

export const handler = step('compose-void', z.object({ batchId: z.string() }), ({ batchId }, context) => composeVoid(context, batchId));
