import * as z from 'zod';
import { look } from '../../../shared/lifecycle/look.ts';
import { WAIT_NAMES } from '../../../shared/lifecycle/wait-name.ts';
import { step } from '../../kit/step.ts';

export const handler = step('look', z.object({ subject: z.string(), wait: z.enum(WAIT_NAMES) }), ({ subject, wait }, context) => look(context, subject, wait));
