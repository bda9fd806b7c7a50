import type { ServiceResponse } from '../contract.ts';
import type { Call, Fault } from './options.ts';
import { answer } from './refusal.ts';

/** What the caller gets instead of an answer: its connection breaks. */
export const BREAK_CONNECTION = Symbol('break the connection');

type Outcome = ServiceResponse | typeof BREAK_CONNECTION;

/** Performs a call with a fault, or without. `letGo` resolves when a held call may go on. */
export const performWith = async (fault: Fault | undefined, call: Call, perform: () => Promise<ServiceResponse>, letGo: () => Promise<void> = async () => {}): Promise<Outcome> => {
  const internal = answer(call.service, { reason: 'internal', message: 'An internal error occurred.' });
  switch (fault) {
    case undefined:
      return perform();
    case 'throttle':
      return answer(call.service, { reason: 'throttled', message: 'Rate exceeded' });
    case 'timeout':
      return BREAK_CONNECTION;
    case 'error500-before':
      return internal;
    case 'error500-after':
      await perform();
      return internal;
    case 'hold':
      await letGo();
      return perform();
    case 'drop-but-acknowledge':
      return call.service === 's3'
        ? { status: 200, headers: {}, body: '' }
        : { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{}' };
  }
};
