import * as z from 'zod';
import { openSealedDraws } from '../../../shared/draw/events/open-sealed.ts';
import { signalIfDecided } from '../../../shared/lifecycle/signal-if-decided.ts';
import { step } from '../../kit/step.ts';

export const handler = step('open-sealed', z.object({}), async (_, context) => {
  const done = await openSealedDraws(context);
  if (done.ok) for (const batchId of done.value.opened) await signalIfDecided(context, `batch/${batchId}`);
  return done;
});
