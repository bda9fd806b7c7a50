import * as z from 'zod';
import { publishPlan } from '../../../shared/plan/publish-plan.ts';
import { step } from '../../kit/step.ts';

export const handler = step('publish-plan', z.object({ year: z.int() }), (input, context) => publishPlan(context, input.year));
