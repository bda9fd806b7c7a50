import type { ClientAnswer, ClientInput } from '../../../shared/api/client.ts';
import type { AnyEndpoint } from '../../../shared/api/endpoint.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { User } from '../../rehearsal/city/people.ts';
import type { Profile } from '../../../shared/profile/profile.ts';
import type { Deployment } from '../../constructs/deployment.ts';
import type { Lifespan } from '../../constructs/lifespan.ts';
import type { CallSite, Faults } from './fault.ts';
import type { WorldRecord } from './record.ts';

/** What came of a call: an answer, or nothing, as when the function died or the connection broke. Then its effect is unknown. */
export type Called<E extends AnyEndpoint> = { readonly lost: true } | ({ readonly lost: false } & ClientAnswer<E>);

/** Something that no fault excuses: an execution that failed by an undeclared error, a rejection nobody caught, an answer that is no problem document. */
export interface Unhandled {
  readonly at: Instant;
  readonly what: string;
}

/** A whole deployment in one process on a virtual clock: the real handlers and workflows over services in memory. */
export interface World {
  now(): Instant;
  /**
   * Calls the API as `user`, through the function's own handler. Resolves when the function has answered; what it set off may still be going on
   * ({@link World.settle}). Several calls may be under way at once.
   */
  call<E extends AnyEndpoint>(user: User, endpoint: E, input?: ClientInput<E>): Promise<Called<E>>;
  /** Sends bytes to a pre-signed URL, as a browser does. The HTTP status: 200 if stored. */
  upload(to: { readonly url: string; readonly headers: Readonly<Record<string, string>> }, body: Uint8Array): Promise<number>;
  /**
   * Settles, moves the clock to the next timer or schedule at most at `until` (or to `until`, if there is none before), and settles again.
   * Resolves with the new time.
   */
  advance(until: Instant): Promise<Instant>;
  /** Resolves when nothing is under way: no function runs, no transition is due now. */
  settle(): Promise<void>;
  /** The state machines' engine dies between two writes and starts again from its store. What it had under way is called again. */
  crashEngine(): Promise<void>;
  readonly record: WorldRecord;
  /** Asked about each call; may be set anew at any time. */
  faults: Faults;
  /** The call sites seen so far; `nth` of each is how often it was seen. */
  seen(): readonly CallSite[];
  unhandled(): readonly Unhandled[];
  /** Ends it and gives back what it holds. */
  close(): Promise<void>;
}

/** How an invocation of a function ended. */
export interface Ended {
  readonly function: string;
  /** Counted over the whole world, from 1. */
  readonly invocation: number;
  /** `answered`, or the name of the error; of a call of the API also its HTTP status. */
  readonly how: string;
  readonly status?: number;
}

/** How a world begins. */
export interface WorldOptions {
  /** `2025-11-01T08:00:00+08:00` if not given: an hour before the schedule opens the plan year 2026. */
  readonly startAt?: Instant;
  /** Id of a profile; `guangyuan` if not given. */
  readonly profile?: string;
  /** The rules the functions go by, if other than those of that profile: a city may decide otherwise without being deployed otherwise. */
  readonly rules?: Profile;
  readonly faults?: Faults;
  /** How old executions grow before they hand over to their successors; as the application has it if not given. */
  readonly lifespan?: Lifespan;
  /** Up to what size one function does a thing alone; as the application has it if not given. */
  readonly scale?: Deployment['scale'];
  /**
   * How many turns of the event loop a call to a service takes (0 to about 10): decides who is first where several are at work.
   * Seed it to try other orders; always 0 if not given.
   */
  readonly pace?: (site: CallSite) => number;
  /** Told of each invocation when it has ended. */
  readonly onEnded?: (ended: Ended) => void;
  /** Whether a channel of publication is down for this push. */
  readonly channelDown?: (push: { readonly channel: string; readonly batchId: string; readonly at: Instant }) => boolean;
}

/** How a world is made: `infra/simulation/world/create-world.ts` exports `createWorld: CreateWorld`. The first one of a process synthesizes the application; those after it are cheap. */
export type CreateWorld = (options?: WorldOptions) => Promise<World>;
