import * as z from 'zod';
import { freezeBucket } from '../../../shared/draw/freezing/freeze-bucket.ts';
import { PLAN_NAME } from '../../../shared/draw/freezing/freezing-plan.ts';
import { step } from '../../kit/step.ts';

const input = z.object({ batchId: z.string(), plan: z.string().regex(PLAN_NAME), bucket: z.int().min(0).max(255) });

export const handler = step('freeze-bucket', input, (bucket, context) => freezeBucket(context, bucket));
