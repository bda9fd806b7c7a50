import * as z from 'zod';
import { refuseSuperseded } from '../../../shared/lifecycle/hand-over.ts';
import { look } from '../../../shared/lifecycle/look.ts';
import { WAIT_NAMES } from '../../../shared/lifecycle/wait-name.ts';
import { reportOverdue } from '../../kit/metrics.ts';
import { step } from '../../kit/step.ts';

export const handler = step('look', z.object({ subject: z.string(), wait: z.enum(WAIT_NAMES) }), async ({ subject, wait }, context) => {
  const carries = await refuseSuperseded(context, subject);
  if (!carries.ok) return carries;
  const found = await look(context, subject, wait);
  if (found.ok && found.value.overdueDays > 0) reportOverdue(found.value.overdueDays);
  return found;
});
