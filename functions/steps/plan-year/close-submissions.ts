import * as z from 'zod';
import { closeSubmissions } from '../../../shared/plan/close-submissions.ts';
import { step } from '../../kit/step.ts';

export const handler = step('close-submissions', z.object({ year: z.int() }), (input, context) => closeSubmissions(context, input.year));
