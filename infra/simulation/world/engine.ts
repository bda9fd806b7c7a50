import { DatabaseSync } from 'node:sqlite';
import type { Clock, LambdaService } from '../../local/contract.ts';
import type { StateMachineInput } from '../../local/machine/state-machine-definition.ts';
import { StatesService } from '../../local/states/service.ts';
import type { Place } from '../../local/states/arn.ts';
import { settled } from './clients/sdk.ts';

/** What the engine runs with. `onBug`: what it could not carry out. */
export interface EngineOptions {
  readonly clock: Clock;
  readonly lambda: LambdaService;
  readonly place: Place;
  readonly machines: readonly StateMachineInput[];
  readonly onBug: (error: unknown, executionArn: string) => void;
}

/** The engine of the state machines, with a store that outlives it. */
export interface Engine {
  /** The running service. */
  readonly service: () => StatesService;
  /** A request of its API; `undefined` if it died before it answered. */
  ask(action: string, input: object): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> } | undefined>;
  /** The state machine or execution that a task token belongs to, by its ARN. */
  ownerOf(taskToken: string): string | undefined;
  /** Rows that were ever written: unchanged if nothing has happened. */
  changes(): number;
  /** Dies now, between two writes; resolves when it runs again. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

const EVERYTHING = { require: () => undefined };
const ROOT = { arn: 'arn:aws:iam::000000000000:root' };

/** Starts an engine on an empty store. Roles are not asked: what they allow is tried in the rehearsed year. */
export const startEngine = ({ clock, lambda, place, machines, onBug }: EngineOptions): Engine => {
  const database = new DatabaseSync(':memory:');
  const open = (): StatesService => new StatesService({ dataDir: '', database, clock, lambda, ...place, authorizer: EVERYTHING, integrations: {}, onBug });
  let service = open();
  let ready: Promise<void> = Promise.resolve();
  const totalChanges = database.prepare('select total_changes() as n');
  for (const machine of machines) service.createStateMachine(machine);
  service.resume();

  const restart = async (dying: StatesService): Promise<void> => {
    await dying.close();
    service = open();
    service.resume();
  };

  return {
    service: () => service,
    ask: async (action, input) => {
      await ready;
      const asked = service;
      try {
        const { status, body } = await asked.handle({ method: 'POST', url: '/', headers: { 'x-amz-target': `AWSStepFunctions.${action}` }, body: Buffer.from(JSON.stringify(input)), principal: ROOT });
        return { status, body: JSON.parse(String(body)) as Readonly<Record<string, unknown>> };
      } catch (error) {
        if (asked !== service) return undefined;
        throw error;
      }
    },
    ownerOf: (taskToken) => {
      try {
        return service.tokenOwner(taskToken).stateMachineArn;
      } catch {
        return undefined;
      }
    },
    changes: () => Number(totalChanges.get()?.['n']),
    crash: () => {
      const dying = service;
      ready = ready.then(() => (service === dying ? restart(dying) : undefined));
      return clock.track(ready);
    },
    close: async () => {
      await settled(() => ready);
      await service.close();
      if (database.isOpen) database.close();
    },
  };
};
