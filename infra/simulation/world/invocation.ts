import { AsyncLocalStorage } from 'node:async_hooks';
import type { Profile } from '../../../shared/profile/profile.ts';
import type { Stores } from '../../../shared/store/record.ts';
import type { Fault } from './fault.ts';

/** One run of a function. */
export interface Invocation {
  /** `steps/batch/freeze` */
  readonly function: string;
  /** Counted over the whole world, from 1. */
  readonly number: number;
  /** The record as this function may reach it. */
  readonly stores: Stores;
  /** The rules of the city whose function it is. */
  readonly profile: Profile;
  /** Resolves when it dies before its end. */
  readonly death: Promise<void>;
  /** Ends it at once: nothing it asks for from now on is answered. */
  die(): void;
  readonly dead: () => boolean;
  /** Requests that the services carry out once the function has ended. */
  readonly late: (() => unknown)[];
  /** Faults that stay: by action and resource. */
  readonly lasting: Map<string, Fault>;
  /** Carries a push to a channel of publication. */
  readonly push: (url: string, init: RequestInit) => Promise<Response>;
  /** Told of warnings and errors that it logs. */
  readonly onLog: (message: string, more: unknown) => void;
}

/** Which function is at work. */
export const running = new AsyncLocalStorage<Invocation>();
