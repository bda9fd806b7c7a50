import * as z from 'zod';
import { closeReveals } from '../../../shared/draw/ceremony/close-reveals.ts';
import { step } from '../../kit/step.ts';

export const handler = step('close-reveals', z.object({ batchId: z.string() }), ({ batchId }, context) => closeReveals(context, batchId));
