import * as z from 'zod';
import { closeCommitments } from '../../../shared/draw/ceremony/close-commitments.ts';
import { step } from '../../kit/step.ts';

export const handler = step('close-commitments', z.object({ batchId: z.string() }), ({ batchId }, context) => closeCommitments(context, batchId));
