import * as z from 'zod';
import { resumeBatch } from '../../../shared/lifecycle/resume-workflow.ts';
import { step } from '../../kit/step.ts';

export const handler = step('resume', z.object({ batchId: z.string() }), (input, context) => resumeBatch(context, input.batchId));
