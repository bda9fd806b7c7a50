import type { Clock, LambdaService } from '../../../infra/local/contract.ts';
import { StatesService } from '../../../infra/local/states/service.ts';

const clock: Clock = {
  now: () => Date.now(),
  at: (dueMs, fire) => {
    // What is due later than a timer can tell is not due while this runs.
    const timer = setTimeout(fire, Math.min(Math.max(0, dueMs - Date.now()), 2_147_483_647));
    timer.unref();
    return () => clearTimeout(timer);
  },
  track: (work) => work,
};

/** The service alone, on `dataDir`, without functions behind it unless given. */
export const statesIn = (dataDir: string, invoke: LambdaService['invoke'] = async () => ({ payload: 'null', requestId: 'r' })): StatesService =>
  new StatesService({
    dataDir, clock, region: 'us-east-1', accountId: '000000000000', partition: 'aws', integrations: {}, authorizer: { require: () => undefined }, lambda: { invoke },
  });

export const ROLE = 'arn:aws:iam::000000000000:role/bench';
