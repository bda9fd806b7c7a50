import type { Instant } from '../../../shared/kernel/instant.ts';

/** What somebody will do at a moment; it follows from the seed, the record and what they remember. */
export interface Action {
  readonly at: Instant;
  /** Names it among all actions of the year; the beginning of its Idempotency-Keys. */
  readonly key: string;
  run(): Promise<void>;
}
