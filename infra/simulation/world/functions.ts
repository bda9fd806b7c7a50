import type { Profile } from '../../../shared/profile/profile.ts';
import type { Stores } from '../../../shared/store/record.ts';
import type { Clock } from '../../local/contract.ts';
import { settled, type Gate } from './clients/sdk.ts';
import type { Handlers } from './handlers.ts';
import { running, type Invocation } from './invocation.ts';
import type { Ended } from './world.ts';

/** What a function answered, or how it ended. */
export type Outcome =
  | { readonly kind: 'answered'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: { readonly errorType: string; readonly errorMessage: string; readonly trace: readonly string[] } }
  | { readonly kind: 'throttled' };

/** The functions of a world. */
export interface Functions {
  /** Runs `entry` as `caller` asks. `eventOf` makes the event anew for each run. Never throws. */
  invoke(entry: string, caller: string, eventOf: () => unknown): Promise<Outcome>;
}

/** What the functions run with. */
export interface FunctionsOptions {
  readonly handlers: Handlers;
  readonly clock: Clock;
  readonly gate: Gate;
  readonly profile: Profile;
  readonly storesOf: (invocation: Invocation) => Stores;
  readonly push: Invocation['push'];
  readonly onLog: (entry: string, message: string, more: unknown) => void;
  readonly onEnded: (ended: Ended) => void;
}

const KILLED: Outcome = { kind: 'failed', error: { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: signal: killed', trace: [] } };
const TIMED_OUT: Outcome = { kind: 'failed', error: { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out', trace: [] } };

/** Runs functions in this process, one invocation at a time each, through the faults that the gate has for them. */
export const functionsOf = ({ handlers, clock, gate, profile, storesOf, push, onLog, onEnded }: FunctionsOptions): Functions => {
  let count = 0;

  const invocationOf = (entry: string): Invocation => {
    count += 1;
    const death = Promise.withResolvers<void>();
    let dead = false;
    let stores: Stores | undefined;
    const invocation: Invocation = {
      function: entry, number: count, death: death.promise, late: [], lasting: new Map(), profile, push,
      get stores() {
        return (stores ??= storesOf(invocation));
      },
      dead: () => dead,
      die: () => {
        dead = true;
        death.resolve();
      },
      onLog: (message, more) => onLog(entry, message, more),
    };
    return invocation;
  };

  const run = async (entry: string, eventOf: () => unknown): Promise<Outcome> => {
    const handler = handlers.get(entry);
    if (handler === undefined) throw new Error(`no handler ${entry}`);
    const invocation = invocationOf(entry);
    const context = { functionName: entry, awsRequestId: `request-${invocation.number}` };
    const ended = running.run(invocation, async (): Promise<Outcome> => {
      try {
        return { kind: 'answered', value: await handler(eventOf(), context) };
      } catch (error) {
        return { kind: 'failed', error: describe(error) };
      }
    });
    const outcome = await Promise.race([ended, invocation.death.then(() => KILLED)]);
    if (invocation.late.length > 0) await running.run(invocation, async () => {
      for (const perform of invocation.late) await settled(perform);
    });
    onEnded({ function: entry, invocation: invocation.number, how: outcome.kind === 'failed' ? outcome.error.errorType : 'answered', ...statusOf(outcome) });
    return outcome;
  };

  const invoke: Functions['invoke'] = async (entry, caller, eventOf) => {
    const { fault, turns } = gate.ask({ function: entry, service: 'lambda', action: 'lambda:Invoke', resource: caller });
    for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    switch (fault?.kind) {
      case undefined:
        return run(entry, eventOf);
      case 'crash-before':
        return KILLED;
      case 'crash-after':
        await run(entry, eventOf);
        return KILLED;
      case 'function-timeout':
        await run(entry, eventOf);
        return TIMED_OUT;
      case 'throttle':
        return { kind: 'throttled' };
      case 'doubled':
        await run(entry, eventOf);
        return run(entry, eventOf);
      case 'doubled-at-once':
        return (await Promise.all([run(entry, eventOf), run(entry, eventOf)]))[1];
      case 'engine-crash':
        gate.crashEngine();
        return run(entry, eventOf);
      default:
        throw new Error(`${fault?.kind} cannot happen to an invocation`);
    }
  };
  return { invoke: (entry, caller, eventOf) => clock.track(invoke(entry, caller, eventOf)) };
};

const statusOf = (outcome: Outcome): { readonly status?: number } => {
  const status = outcome.kind === 'answered' ? (outcome.value as { statusCode?: unknown } | null)?.statusCode : undefined;
  return typeof status === 'number' ? { status } : {};
};

const describe = (error: unknown): { readonly errorType: string; readonly errorMessage: string; readonly trace: readonly string[] } =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };
