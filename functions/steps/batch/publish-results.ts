import * as z from 'zod';
import { publishResults } from '../../../shared/publication/publish-results.ts';
import { step } from '../../kit/step.ts';

export const handler = step('publish-results', z.object({ batchId: z.string() }), ({ batchId }, context) => publishResults(context, batchId));
