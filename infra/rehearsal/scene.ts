import type { Ed25519 } from '../../shared/kernel/hash.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { MachineControl } from './machine-control.ts';
import type { Truth } from './truth.ts';

/** The city that is played, grown from `seed`. */
export interface City {
  readonly seed: string;
  /** Enterprises in the directory. */
  readonly targets: number;
  /** The plan year. */
  readonly year: number;
}

/** Everything the people of the city have at hand. */
export interface Scene {
  readonly city: City;
  readonly desk: Desk;
  readonly truth: Truth;
  readonly journal: Journal;
  readonly machine: MachineControl;
  readonly crypto: Ed25519;
  /** The virtual time at the last stop. */
  now(): Instant;
}
