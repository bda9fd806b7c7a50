import * as z from 'zod';
import { pushResults } from '../../../shared/publication/push-results.ts';
import { step } from '../../kit/step.ts';

const urlOf = (channel: string): string => process.env[`CHANNEL_${channel.toUpperCase().replaceAll('-', '_')}_URL`] ?? '';

export const handler = step('push-results', z.object({ batchId: z.string(), channel: z.string(), retry: z.int() }), ({ batchId, channel, retry }, context) =>
  pushResults(context, { batchId, channel, retry, url: urlOf(channel) }),
);
