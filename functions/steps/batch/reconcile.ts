import * as z from 'zod';
import { reconcileBatch } from '../../../shared/publication/reconcile.ts';
import { step } from '../../kit/step.ts';

export const handler = step('reconcile', z.object({ batchId: z.string() }), ({ batchId }, context) => reconcileBatch(context, batchId));
