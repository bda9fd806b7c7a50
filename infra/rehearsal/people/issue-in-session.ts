import type { Scene } from '../scene.ts';

/**
 * The government sits in the conference and issues the plan the moment it is compiled, while the workflow is still on its way to waiting for
 * it: it has looked and found nothing issued, and its token is not yet stored, so that no signal can reach it. It has to find out by itself.
 */
export const issueInSession = async ({ machine }: Scene, compile: () => Promise<void>, issue: () => Promise<void>): Promise<void> => {
  await machine.arm({ service: 'dynamodb', action: 'TransactWriteItems', match: '"token"', fault: 'hold' });
  try {
    await compile();
    if (!(await machine.untilHeld())) throw new Error('the workflow does not go on to wait for the issue of the plan');
    await issue();
  } finally {
    await machine.disarm();
  }
};
