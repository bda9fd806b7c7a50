import * as z from 'zod';
import { openRecord } from '../../../shared/plan/open-record.ts';
import { step } from '../../kit/step.ts';

export const handler = step('open-record', z.object({ year: z.int() }), (input, context) => openRecord(context, input.year));
