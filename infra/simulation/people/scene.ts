import type { CallAnswer } from '../../../shared/api/endpoint.ts';
import type { listWaits } from '../../../shared/api/executions.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { SmallCity } from './city.ts';
import type { Duties, Objection } from './duty.ts';
import type { Fate } from './fate.ts';
import type { Hand } from './hand.ts';
import type { Memory } from './memory.ts';
import type { Truth } from './truth.ts';

/** A wait as the administrator sees it. */
export type Wait = CallAnswer<typeof listWaits>['items'][number];

/** What the people of the city have at hand. */
export interface Scene {
  readonly city: SmallCity;
  readonly fate: Fate;
  readonly hand: Hand;
  readonly duties: Duties;
  readonly truth: Truth;
  readonly memory: Memory;
  /** Says that something was answered as it must not be. */
  readonly object: Objection;
  now(): Instant;
}

/** What somebody will do at a moment; it follows from the seed, the record and what they remember. */
export interface Action {
  readonly at: Instant;
  /** Names it among all actions of the year; the beginning of its Idempotency-Keys. */
  readonly key: string;
  run(): Promise<void>;
}
