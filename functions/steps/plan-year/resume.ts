import * as z from 'zod';
import { resumeYear } from '../../../shared/lifecycle/resume-workflow.ts';
import { step } from '../../kit/step.ts';

export const handler = step('resume', z.object({ year: z.int() }), (input, context) => resumeYear(context, input.year));
