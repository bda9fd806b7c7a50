import { setTimeout as pause } from 'node:timers/promises';
import type { Scene } from '../scene.ts';

const PAUSE_MS = 40;
const TRIES = 500;

/**
 * The government sits in the conference and issues the plan the moment it is compiled, while the workflow is still on its way to waiting for
 * it: it has looked and found nothing issued, and its token is not yet stored, so that no signal can reach it. It has to find out by itself.
 */
export const issueInSession = async ({ machine }: Scene, compile: () => Promise<void>, issue: () => Promise<void>): Promise<void> => {
  await machine.arm({ service: 'dynamodb', action: 'TransactWriteItems', match: '"token"', fault: 'hold' });
  try {
    await compile();
    for (let tries = 1; (await machine.held()) === 0; tries++) {
      if (tries === TRIES) throw new Error('the workflow does not go on to wait for the issue of the plan');
      await pause(PAUSE_MS);
    }
    await issue();
  } finally {
    await machine.disarm();
  }
};
