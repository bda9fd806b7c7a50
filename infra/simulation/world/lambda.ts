import type { InvokeResult, LambdaService } from '../../local/contract.ts';
import type { Functions } from './functions.ts';

/** The functions as the engine and the scheduler call them. `callerOf`: who calls, by the event. */
export const lambdaOf = (functions: Functions, entryOf: (nameOrArn: string) => string, callerOf: (event: Readonly<Record<string, unknown>>) => string): LambdaService => ({
  invoke: async (nameOrArn, payload): Promise<InvokeResult> => {
    const caller = callerOf(JSON.parse(payload) as Readonly<Record<string, unknown>>);
    const outcome = await functions.invoke(entryOf(nameOrArn), caller, () => JSON.parse(payload) as unknown);
    switch (outcome.kind) {
      case 'answered':
        return { payload: JSON.stringify(outcome.value) ?? 'null', requestId: 'simulated' };
      case 'failed':
        return { payload: JSON.stringify(outcome.error), functionError: 'Unhandled', requestId: 'simulated' };
      case 'throttled':
        throw Object.assign(new Error('Rate Exceeded.'), { name: 'TooManyRequestsException' });
    }
  },
});
