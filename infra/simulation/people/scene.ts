import type { Instant } from '../../../shared/kernel/instant.ts';
import type { SmallCity } from './city.ts';
import type { Duties, Objection } from './duty.ts';
import type { Fate } from './fate.ts';
import type { Hand } from './hand.ts';
import type { Memory } from './memory.ts';
import type { Truth } from './truth.ts';

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
