import * as z from 'zod';
import { dispatchNotices } from '../../../shared/inspection/dispatch-notices.ts';
import { step } from '../../kit/step.ts';

export const handler = step('dispatch-notices', z.object({ batchId: z.string() }), ({ batchId }, context) => dispatchNotices(context, batchId));
