import * as z from 'zod';
import { closeReceipts } from '../../../shared/draw/ceremony/close-receipts.ts';
import { step } from '../../kit/step.ts';

export const handler = step('close-receipts', z.object({ batchId: z.string() }), ({ batchId }, context) => closeReceipts(context, batchId));
