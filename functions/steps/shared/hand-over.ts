import * as z from 'zod';
import { handOver } from '../../../shared/lifecycle/hand-over.ts';
import { watcherEnv } from '../../../shared/lifecycle/workflow-arns.ts';
import { step } from '../../kit/step.ts';

export const handler = step('hand-over', z.object({ subject: z.string(), because: z.enum(['age', 'events']) }), (input, context) =>
  handOver(context, watcherEnv.parse(process.env), input),
);
