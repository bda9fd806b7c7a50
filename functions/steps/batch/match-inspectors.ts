import * as z from 'zod';
import { matchInspectors } from '../../../shared/draw/drawing/match-inspectors.ts';
import { step } from '../../kit/step.ts';

export const handler = step('match-inspectors', z.object({ batchId: z.string() }), ({ batchId }, context) => matchInspectors(context, batchId));
