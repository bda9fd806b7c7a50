import * as z from 'zod';
import { registerAwait } from '../../../shared/lifecycle/register-await.ts';
import { WAIT_NAMES } from '../../../shared/lifecycle/wait-name.ts';
import { step } from '../../kit/step.ts';

export const handler = step(
  'register-await',
  z.object({ subject: z.string(), wait: z.enum(WAIT_NAMES), token: z.string() }),
  (input, context) => registerAwait(context, input),
);
