import * as z from 'zod';
import { drawShard } from '../../../shared/draw/drawing/draw-shard.ts';
import { step } from '../../kit/step.ts';

export const handler = step('draw-shard', z.object({ batchId: z.string(), shard: z.int().min(0) }), (shard, context) => drawShard(context, shard));
